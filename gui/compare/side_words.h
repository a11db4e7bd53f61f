#pragma once
/// The two sides of a comparison, from what is changed in the second one. No Qt.

#include <string>
#include <vector>

#include "gui/compare/whole_run.h"

namespace comparing {

/// What a run that is open is compared with.
struct Changes {
  std::optional<std::string> variant;
  std::optional<std::uint64_t> seed;
  std::vector<std::pair<std::string, std::string>> set;  ///< path, value
  std::vector<view::JournalEntry> faults;                ///< in the second one only
};

/// "variant:acks-1", "seed:7", "producers.shop.config.acks=1"; "" or what is wrong with the word.
std::string read_change(const std::string& word, Changes& changes);

struct Sides {
  Side a;
  Side b;
};
/// A as it is; both are called by what tells them apart: "acks=all" and "acks=1".
Sides sides_of(const Side& open, const scenario::ScenarioSpec& spec, const Changes& changes);

}  // namespace comparing
