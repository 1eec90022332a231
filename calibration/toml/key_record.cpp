// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/key_record.h"

namespace etslink {
namespace {

thread_local KeyRecord* active_record = nullptr;

}  // namespace

const KeyRecord::Asked* KeyRecord::find(const std::string& file, const std::string& name) const {
  const auto found = asked_.find({file, name});
  return found == asked_.end() ? nullptr : &found->second;
}

KeyRecord* KeyRecord::active() { return active_record; }

KeyRecording::KeyRecording(KeyRecord& record) : before_(active_record) { active_record = &record; }

KeyRecording::~KeyRecording() { active_record = before_; }

}  // namespace etslink
