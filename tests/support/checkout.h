#pragma once
/// Where the checkout stands whose tests these are.

#include <string>
#include <string_view>

namespace kafka::testing {

/// in_checkout("scenarios/regress"): that folder's whole path. Without a name: the checkout's own.
std::string in_checkout(std::string_view name = "");

}  // namespace kafka::testing
