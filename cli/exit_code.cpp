#include "cli/exit_code.h"

#include <fmt/format.h>

namespace cli {

int fail(const std::string& message) {
  fmt::print(stderr, "kafkasim: {}\n", message);
  return kBadInput;
}

}  // namespace cli
