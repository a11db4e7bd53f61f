#pragma once
/// SIM_CHECK: a bug of ours. Aborts with file, line and condition in every build type: a simulator that
/// goes on after a broken assumption reports nonsense with confidence.

#include <cstdio>
#include <cstdlib>

namespace sim::detail {

[[noreturn]] inline void check_failed(const char* file, int line, const char* condition, const char* message) {
  std::fprintf(stderr, "%s:%d: internal check failed: %s%s%s\n", file, line, condition, *message ? ": " : "", message);
  std::abort();
}

}  // namespace sim::detail

/// SIM_CHECK(condition) or SIM_CHECK(condition, "what it means").
#define SIM_CHECK(condition, ...)                                                                   \
  do {                                                                                              \
    if (!(condition)) [[unlikely]]                                                                  \
      ::sim::detail::check_failed(__FILE__, __LINE__, #condition, "" __VA_ARGS__);                  \
  } while (false)
