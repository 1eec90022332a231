// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace etslink {

// Calls work(i) for i = 0 .. count - 1, each exactly once, on up to `threads` threads including this one. Which thread
// takes which i is not fixed: work must not depend on it. The first exception is rethrown when all threads have ended.
void parallel_for(int count, int threads, const std::function<void(int)>& work);

}  // namespace etslink
