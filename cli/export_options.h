#pragma once
/// Which files `run` shall write for other programs.

#include <optional>
#include <string>

namespace cli {

struct ExportOptions {
  std::optional<std::string> trace;
  std::optional<std::string> trace_from;   ///< a time
  std::optional<std::string> trace_until;  ///< a time
  std::optional<std::string> prometheus;
  std::optional<std::string> omb;
};

}  // namespace cli
