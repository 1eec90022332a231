// SPDX-License-Identifier: Apache-2.0
// Green certificates: [certificate.NAME].
#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/technology_choice.h"

namespace etslink {
namespace {

std::vector<int> read_certificates(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  GreenCertificates certificates;
  read_technology_choice(section, item, certificates);
  certificates.share = read_percent_above_0(section.need("share_percent"));
  section.finish();
  policy.certificates.push_back(certificates);
  return {};
}

std::vector<PolicyNumber<GreenCertificates>> certificates_numbers() {
  return {
      {"limits", "certificate share of ", "1", [](GreenCertificates& certificates) { return &certificates.share; }}};
}

}  // namespace

ListedKind listed_certificates() {
  return {.table = "certificate",
          .list = "certificates",
          .read = read_certificates,
          .is_changeable = true,
          .numbers = numbers_of(&Policy::certificates, certificates_numbers())};
}

}  // namespace etslink
