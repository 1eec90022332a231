// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/log.h"

namespace etslink {

// Messages about one of several variants of a study; each begins with its name: `prefix`, such as "variant 'eppa': ",
// empty where there are none.
class VariantLog final : public Log {
 public:
  VariantLog(Log& log, std::string prefix) : log_(log), prefix_(std::move(prefix)) {}
  void write(LogLevel level, const std::string& message) override { log_.write(level, prefix_ + message); }
  void progress(const std::string& text) override { log_.progress(text); }
  void end_progress() override { log_.end_progress(); }

 private:
  Log& log_;
  std::string prefix_;
};

// What is to be told of a variant.
struct VariantMessages {
  std::string prefix;
  std::vector<std::string> messages;
};

// Writes what all variants have to say once, and the rest with the name of the variant.
void tell_messages(const std::vector<VariantMessages>& variants, LogLevel level, Log& log);

}  // namespace etslink
