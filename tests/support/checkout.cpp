#include "tests/support/checkout.h"

namespace kafka::testing {

// The only file compiled with the path: all others are the same in every checkout, and a compiler cache can share them.
std::string in_checkout(std::string_view name) {
  const std::string root = KAFKASIM_CHECKOUT;
  return name.empty() ? root : root + "/" + std::string(name);
}

}  // namespace kafka::testing
