#include "model/invariant/zookeeper_order.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kOneOrder =
    "Writes have one total order by zxid, each applied once; a conditional write succeeds only on its version";
constexpr std::string_view kSurvive = "Committed transactions survive any election in which a quorum takes part";
constexpr std::string_view kOneZooKeeperLeader =
    "At most one ZooKeeper leader serves in an epoch, and none without a quorum";

std::int64_t epoch_of(Zxid zxid) { return zxid.value() >> 32; }

}  // namespace

void ZooKeeperOrder::accuse() {
  if (!suspect_) return;
  const Suspect s = *suspect_;
  suspect_.reset();
  found({.name = "Z4", .statement = kOneZooKeeperLeader, .epoch = epoch_of(s.zxid), .excuse = {}}, [&] {
    return "zookeeper-" + num(s.server) + " commits zxid " + num(s.zxid) + " at " + seconds_text(s.time) +
           "; zookeeper-" + num(leader_) + " serves in epoch " + std::to_string(epoch_);
  });
}

void ZooKeeperOrder::check(const ZooKeeperLeaderServing& e) {
  if (suspect_ && suspect_->server == e.server && suspect_->time == now() && e.epoch > epoch_) suspect_.reset();
  accuse();
  // A server alone takes up its old epoch again: nobody is there to elect it.
  const bool alone = e.followers == 0 && e.server == leader_ && e.epoch == epoch_;
  if (e.epoch <= epoch_ && !alone)
    found({.name = "Z4", .statement = kOneZooKeeperLeader, .epoch = e.epoch, .excuse = {}}, [&] {
      return "zookeeper-" + num(e.server) + " serves in epoch " + std::to_string(e.epoch) + "; zookeeper-" +
             num(leader_) + " already serves in epoch " + std::to_string(epoch_);
    });
  if (e.zxid < last_)
    found({.name = "Z3", .statement = kSurvive, .epoch = e.epoch, .excuse = {}}, [&] {
      return "the history of zookeeper-" + num(e.server) + " ends at zxid " + num(e.zxid) + "; committed is up to " +
             num(last_);
    });
  epoch_ = e.epoch;
  leader_ = e.server;
}

void ZooKeeperOrder::check(const ZooKeeperCommitted& e) {
  if (e.zxid <= last_)
    found({.name = "Z1", .statement = kOneOrder, .excuse = {}},
          [&] { return "zxid " + num(e.zxid) + " is committed after " + num(last_); });
  if (suspect_ && (suspect_->server != e.leader || suspect_->time != now())) accuse();
  if (leader_ >= ServerId(0) && (e.leader != leader_ || epoch_of(e.zxid) != epoch_))
    suspect_ = {.server = e.leader, .zxid = e.zxid, .time = now()};
  last_ = std::max(last_, e.zxid);
  for (const ZooKeeperWrite& write : e.writes) check_version(e, write);
}

/// A node that was never heard of may be from before the run.
void ZooKeeperOrder::check_version(const ZooKeeperCommitted& e, const ZooKeeperWrite& write) {
  const auto known = versions_.find(write.path);
  bool fits = true;
  if (known != versions_.end()) {
    const bool exists = known->second != kGone;
    fits = write.type == "create" ? !exists : exists && (write.type == "delete" || write.version == known->second + 1);
  }
  if (write.type == "create") fits = fits && write.version == 0;
  if (!fits)
    found({.name = "Z1", .statement = kOneOrder, .excuse = {}}, [&] {
      return write.path + " has version " + std::to_string(write.version) + " after " + std::string(write.type) +
             ", zxid " + num(e.zxid) + (known == versions_.end() ? "" : "; before it " + std::to_string(known->second));
    });
  versions_[write.path] = write.type == "delete" ? kGone : write.version;
}

}  // namespace kafka
