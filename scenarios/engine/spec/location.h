#pragma once
/// Where something stands in a scenario file: for messages that come after loading.

#include <string>

namespace scenario {

struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

}  // namespace scenario
