# SPDX-License-Identifier: Apache-2.0
"""Whether an instrument or closure acts in an equilibrium: by what it leaves in /state, with an effect that differs from none."""
import numpy as np

from recompute_permits import is_on, variables

LEAST = 1e-6  # of a variable in its natural size


def moved(s, prefix):
    """A variable with this beginning of its name is away from zero."""
    index, _, value = variables(s, prefix)
    return bool(np.any(np.abs(value) > LEAST * s.graph.variable_scale[index]))


def differs_from_one(s, prefix):
    return bool(np.any(np.abs(variables(s, prefix)[2] - 1) > LEAST))


def supplied(s, kind):
    mine = np.array([k == kind for k in s.graph.supply_kind], bool)
    return bool(np.any(np.abs(s.supply[mine]) > LEAST))


def paid(s, what):
    mine = np.array([w == what for w in s.graph.contribution_what], bool)
    return bool(np.any(np.abs(s.contribution[mine]) > LEAST))


def ruled(s, prefix):
    """A rule with this beginning of its name is active."""
    named = np.array([name.startswith(prefix) for name in s.graph.rule_name], bool)
    return bool(np.any(named & (s.read("rule_active") == 1)))


def taxed(s, kind):
    """A named tax of a kind is an unknown and has changed."""
    return moved(s, f"change of the {kind}")


def arc(s, *conditions):
    """One arc with flow fulfils all conditions, each on one column."""
    flows = np.abs(np.nan_to_num(s.read("arc_flow"))) > LEAST
    for column, holds in conditions:
        values = getattr(s.graph, column) if column in ("arc_from", "arc_host") else s.read(column)
        flows = flows & holds(np.nan_to_num(values, nan=-1.0))
    return bool(np.any(flows))


def positive(values):
    return values > LEAST


def one_region(s):
    """Markets of several regions are on."""
    members = (s.read("market_revenue_agent") >= 0).sum(axis=1)
    return bool(np.any(is_on(s) & (members > 1)))


def charged_as(s, kind):
    """Markets charge inputs with this kind of charge."""
    return bool(np.any((s.graph.charge_kind[s.graph.charged] == kind) & (s.kappa > 0)))


def share_below_one(s):
    g = s.graph
    physical = np.bincount(g.emission_edge, g.emission_physical, len(g.edge_activity))[g.charged_edge]
    return bool(np.any((s.kappa > 0) & (physical > 0) & (s.kappa < 0.999 * physical)))


def earned_by_output(s, kind):
    """Permits earned are negative charges on an output."""
    return bool(np.any((s.graph.charge_kind == kind) & s.charges.mine("output") & (s.charges.cost < 0)))


def taxed_process_is_abated(s):
    """A process pays a tax beside the price of its market."""
    mine = s.charges.mine("process") & (s.charges.price > 0)
    return bool(np.any(np.bincount(s.graph.charge_owner[mine]) > 1))


def scaled(s, name):
    """A shock multiplies some of what the benchmark has."""
    return name in s.state and bool(np.any(np.abs(s.read(name) - 1) > LEAST))


def enters(s):
    """An activity of production that is idle at the benchmark runs, and it is no twin."""
    names = [name.endswith(", credited") for name in s.graph.activity_name]
    return bool(np.any((s.graph.activity_kind == "production") & (s.graph.activity_is_latent == 1) & (s.a > LEAST) & ~np.array(names)))


def consumes_leisure(s):
    return "utility" in set(s.graph.commodity_kind[s.graph.activity_output_commodity[s.graph.agent_demand_activity]])


def taxes_fall_on_permits(s):
    g = s.graph
    taxed = (s.kappa > 0) & (s.price_of(g.charged_market) > 0) & (s.read("edge_tax")[g.charged_edge] != 0)
    return bool(g.attributes["carbon_in_tax_base"] and np.any(taxed))


# Instruments by the file of model/instruments/ (or, with ../, model/) that makes them, and what shows that they act.
EVIDENCE = {
    "abatement_curve.cpp": [lambda s: moved(s, "abatement: ")],
    "carbon_tax.cpp": [lambda s: paid(s, "carbon tax"), taxed_process_is_abated],
    "cde_demand.cpp": [lambda s: differs_from_one(s, "utility: ") and differs_from_one(s, "mean substitution parameter")],
    "closures.cpp": [lambda s: ruled(s, "saving as a share"), lambda s: ruled(s, "government demand as a share"),
                     lambda s: taxed(s, "consumption tax") and ruled(s, "lump sum as at the benchmark"),
                     lambda s: bool(np.any(s.read("transfer_price_commodity") >= 0))],
    "credit_limit.cpp": [lambda s: moved(s, "rent of the credit limit"),
                         lambda s: arc(s, ("arc_credit_limit_rent", positive), ("arc_host", lambda h: h >= 0)),
                         lambda s: arc(s, ("arc_credit_limit_rent", lambda rent: rent < -LEAST), ("arc_flow", lambda q: q < 0))],
    "crediting.cpp": [lambda s: supplied(s, "crediting"), lambda s: paid(s, "support of credits"),
                      lambda s: differs_from_one(s, "benchmark output per output")],
    "free_allocation.cpp": [lambda s: paid(s, "free allocation") and bool(np.any(s.read("market_free_by_region") > 0))],
    "gdp_cap.cpp": [lambda s: supplied(s, "cap per GDP") and differs_from_one(s, "real GDP")],
    "households.cpp": [lambda s: paid(s, "shared among households")],
    "labour_market.cpp": [lambda s: ruled(s, "wage curve") and differs_from_one(s, "employment"),
                          lambda s: ruled(s, "minimum wage") and moved(s, "unemployment rate")],
    "links.cpp": [lambda s: arc(s, ("arc_limit_rent", positive)), lambda s: arc(s, ("arc_back_limit_rent", positive)),
                  lambda s: arc(s, ("arc_fee", positive), ("arc_rate", lambda r: r > 1)),
                  lambda s: arc(s, ("arc_rate", lambda r: (0 < r) & (r < 1))),
                  lambda s: moved(s, "rent of the corridor's floor"), lambda s: moved(s, "rent of the corridor's ceiling")],
    "named_tax.cpp": [lambda s: taxed(s, "output tax"), lambda s: taxed(s, "tax on labour"), lambda s: taxed(s, "consumption tax")],
    "offsets.cpp": [lambda s: supplied(s, "offsets"), lambda s: moved(s, "rent of offsets")],
    "output_based_allocation.cpp": [lambda s: earned_by_output(s, "output-based_allocation") and moved(s, "cut of output-based"),
                                    lambda s: ruled(s, "part of the cap given out by output")],
    "output_rates.cpp": [lambda s: earned_by_output(s, "performance_standard")],
    "performance_standard.cpp": [lambda s: supplied(s, "performance standard")],
    "price_collar.cpp": [lambda s: supplied(s, "permits kept back"), lambda s: supplied(s, "permits released"),
                         lambda s: moved(s, "fall below the floor"), lambda s: moved(s, "rise above the ceiling")],
    "project_credits.cpp": [lambda s: arc(s, ("arc_host", lambda h: h >= 0), ("arc_limit_rent", positive)),
                            lambda s: moved(s, "margin: project"), lambda s: supplied(s, "project credits")],
    "carbon_contracts.cpp": [lambda s: moved(s, "payment per tonne of carbon contract")],
    "feed_in_tariffs.cpp": [lambda s: moved(s, "feed-in tariff ") and moved(s, "levy of feed-in tariff")],
    "green_certificates.cpp": [lambda s: moved(s, "price of certificates"), lambda s: moved(s, "price of certificates") and paid(s, "transfer")],
    "output_limits.cpp": [lambda s: moved(s, "rent of output limit"), lambda s: moved(s, "support of least output"),
                          lambda s: moved(s, "levy of least output")],
    "technology_subsidies.cpp": [lambda s: moved(s, "subsidy "), lambda s: moved(s, "levy of subsidy")],
    "../technology_pool.cpp": [lambda s: moved(s, "levy for payments of technologies")],
    "../technology_payments.cpp": [lambda s: moved(s, "levy of ")],
    "recycling.cpp": [lambda s: ruled(s, "lump sum as at the benchmark")],
    "shocks.cpp": [lambda s: scaled(s, "endowment_factor"), lambda s: scaled(s, "edge_productivity"), lambda s: bool(np.any(s.tm0 != s.read("edge_tax"))),
                   lambda s: bool(np.any(s.tx0 != s.tx)), lambda s: bool(np.any(s.t0 != s.read("activity_output_tax"))),
                   lambda s: paid(s, "transfer")],
    "shock_targets.cpp": [lambda s: scaled(s, "edge_productivity")],
    "spending.cpp": [lambda s: bool(np.any(np.abs(s.a[s.ruled("level")] - 1) > LEAST))],
    "structure.cpp": [lambda s: ruled(s, "swap: ")],
    "subsistence.cpp": [lambda s: "subsistence" in set(s.graph.activity_kind)],
    "swaps.cpp": [lambda s, k=kind: ruled(s, f"swap: {k} ") for kind in (
        "price", "output", "real wage", "unemployment", "consumption", "government demand", "investment", "lump sum", "permit price", "emissions")]
    + [lambda s: bool(np.any(s.graph.power_symbol_kind == "process"))]  # emissions of a sector
    + [lambda s: supplied(s, "swap"), lambda s: moved(s, "transfer "), lambda s: differs_from_one(s, "factor on the endowment")],
    "world_markets.cpp": [lambda s: moved(s, "sales to the world market"), lambda s: differs_from_one(s, "price of foreign exchange")],
    "twins.cpp": [lambda s: moved(s, "loss: ")],
    "../build_economy.cpp": [taxes_fall_on_permits],
    "../export_supply.cpp": [lambda s: "export_supply" in set(s.graph.activity_kind)],
    "../demand_tree.cpp": [lambda s: paid(s, "subsistence")],
    "../factors.cpp": [lambda s: differs_from_one(s, "resource in use"),
                       lambda s: bool(np.any(s.graph.commodity_region[s.graph.endowment_commodity] < 0))],
    "../indirect_emissions.cpp": [lambda s: charged_as(s, "indirect_emissions")],
    "../technology_resource.cpp": [lambda s: moved(s, "rent of the resource of")],
    "../idle_activities.cpp": [enters, lambda s: moved(s, "loss: ")],
    "../joint_products.cpp": [lambda s: "sale" in set(s.graph.activity_kind) and bool(np.any(s.t0 != s.read("activity_output_tax"))),
                              lambda s: "sale" in set(s.graph.activity_kind) and ruled(s, "swap: ")],
    "../leisure.cpp": [consumes_leisure],
    "../permits.cpp": [share_below_one, one_region],
    "../trade_exposure.cpp": [lambda s: earned_by_output(s, "output-based_allocation")],
}
