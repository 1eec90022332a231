# SPDX-License-Identifier: Apache-2.0
"""A sweep of the tiny fixture economy."""
from tiny_study import study_text

SWEEP = """
[sweep]
design = "monte_carlo"
samples = {samples}
seed = 5
scenarios = ["unlinked", "linked"]

[sweep.axis.cap]
key = "market.A.cap.reduction_percent"
distribution = {{ uniform = [{least}, {largest}] }}

[sweep.axis.trade]
keys = ["elasticities.esubd", "elasticities.esubm"]
apply = "multiply"
distribution = {{ log_normal = [1, 0.3], min = 0.5, max = 2 }}
"""


def write_sweep(root, folder, samples, least=5, largest=60):
    """The path of a study with a sweep, in that folder."""
    path = folder / "sweep.toml"
    path.write_text(study_text(root, "two_by_two") + SWEEP.format(samples=samples, least=least, largest=largest))
    return path
