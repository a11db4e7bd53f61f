#pragma once
/// What the readers of one file share: where mistakes go, and the names that are known so far.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/config/profile.h"
#include "model/types/ids.h"
#include "scenarios/engine/loader/diagnostics.h"
#include "sim/core/time.h"

namespace scenario {

/// Names of one kind in the order of the file. A name is known even if the rest of its entry is wrong, so that one
/// mistake does not look like ten.
class NameList {
 public:
  /// False if the name was known already.
  bool add(const std::string& name) {
    names_.push_back(name);
    return known_.insert(name).second;
  }
  [[nodiscard]] bool has(std::string_view name) const { return known_.find(name) != known_.end(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// An entry without a readable name was seen: an unknown name elsewhere may be this one.
  void add_unreadable() { complete_ = false; }
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  std::vector<std::string> names_;
  std::set<std::string, std::less<>> known_;
  bool complete_ = true;
};

struct Context {
  explicit Context(Diagnostics& d) : diagnostics(d) {}

  Diagnostics& diagnostics;
  kafka::Profile profile = kafka::Profile::v3_9;
  NameList topics;
  std::vector<int> partition_counts;  ///< by position in `topics`; -1 = not readable
  NameList producers;
  NameList groups;
  std::vector<kafka::BrokerId> brokers;
  bool brokers_known = false;  ///< the list could be read
  sim::Duration duration{0};   ///< of the run; 0 = not readable
  NameList variants;
  std::string variant;                   ///< that is being read; "" = the scenario itself
  std::set<std::string> replaced;        ///< names of inherited expectations in whose place the variant puts its own
  bool inherited = false;                ///< what is read was written for the scenario and holds for the variant too
  bool expectations_unreadable = false;  ///< one could not be read: it may have any name

  /// When a fault happens that has a name.
  struct FaultTime {
    sim::Duration begin{0};
    sim::Duration end = sim::kForever;
    bool once = true;
  };
  std::map<std::string, FaultTime, std::less<>> faults;

  // What `admin:` brings during the run, and when.
  std::map<std::string, sim::Duration, std::less<>> later_topics;
  std::map<kafka::BrokerId, sim::Duration> later_brokers;

  void error(Mark where, std::string message, std::string hint = "") {
    diagnostics.error(where, std::move(message), std::move(hint));
  }
};

}  // namespace scenario
