#pragma once
/// How many brokers a partition can still lose: in words, from what is so and not from what is stored.

#include <QString>

#include "gui/view/snapshot.h"

namespace models {

struct Guarantee {
  int in_sync = 0;            ///< members of the ISR whose processes run
  int until_writes_stop = 0;  ///< brokers more, for acks=all; 0: they have stopped
  int until_risk = 0;         ///< brokers more, until the last copy that has everything is gone
};

Guarantee guarantee_of(const view::PartitionNow& partition, const view::Snapshot& snapshot);
/// "one more broker until writes stop, two until data is at risk"
QString sentence_of(const Guarantee& guarantee);

/// Does the process of that broker run?
bool alive(const view::Snapshot& snapshot, std::int32_t broker);

}  // namespace models
