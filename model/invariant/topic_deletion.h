#pragma once
/// C9: of a deleted topic nothing remains on live brokers, and a topic created again serves nothing old.

#include "model/invariant/invariant.h"

namespace kafka {

class TopicDeletion final : public Checker<TopicDeletion, TopicDeleted, RecordsAppended, BecameLeader, BecameFollower> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "C9"; }
  void check(const TopicDeleted& e);
  void check(const RecordsAppended& e) {
    if (partition(e.tp).deleted) remains(e.tp, e.broker, "writes");
  }
  void check(const BecameLeader& e);
  void check(const BecameFollower& e) {
    if (partition(e.tp).deleted) remains(e.tp, e.broker, "follows");
  }

 private:
  void remains(TopicPartition tp, BrokerId broker, std::string_view what);
};

}  // namespace kafka
