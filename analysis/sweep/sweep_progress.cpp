// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sweep_progress.h"

#include <cmath>
#include <string>

#include "results/text_layout.h"

namespace etslink {
namespace {

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

SweepProgress::SweepProgress(Log& log, bool is_terminal, int samples, int done)
    : log_(log),
      interval_(is_terminal ? std::chrono::milliseconds(500) : std::chrono::seconds(30)),
      began_(Clock::now()),
      shown_(began_),
      samples_(samples),
      before_(done) {}

void SweepProgress::add(int samples, int failed) {
  done_ += samples;
  failed_ += failed;
  show();
}

void SweepProgress::show() {
  const auto now = Clock::now();
  if (now - shown_ < interval_ || done_ == 0) return;
  shown_ = now;
  const double rate = done_ / seconds();
  log_.progress(std::to_string(before_ + done_) + " of " + std::to_string(samples_) + " samples, " +
                fixed_text(rate, 1) + "/s, " + duration_text((samples_ - before_ - done_) / rate) + " left, " +
                std::to_string(failed_) + " failed");
}

double SweepProgress::seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

}  // namespace etslink
