#pragma once
/// Z1, Z3, Z4: ZooKeeper's writes have one order, survive elections, and have one leader for each epoch.

#include <map>
#include <optional>
#include <string>

#include "model/invariant/invariant.h"

namespace kafka {

class ZooKeeperOrder final : public Checker<ZooKeeperOrder, ZooKeeperLeaderServing, ZooKeeperCommitted> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "Z1 Z3 Z4"; }
  void check(const ZooKeeperLeaderServing& e);
  void check(const ZooKeeperCommitted& e);
  void at_end() override { accuse(); }

 private:
  void accuse();
  void check_version(const ZooKeeperCommitted& e, const ZooKeeperWrite& write);

  static constexpr std::int32_t kGone = -1;

  Zxid last_{-1};
  std::int32_t epoch_ = -1;
  ServerId leader_{-1};
  /// A commit by another server than the one that serves: right for a new leader, just before it serves, for what it
  /// finds in its log.
  struct Suspect {
    ServerId server;
    Zxid zxid;
    sim::SimTime time;
  };
  std::optional<Suspect> suspect_;
  std::map<std::string, std::int32_t> versions_;  // of the nodes heard of; kGone: deleted
};

}  // namespace kafka
