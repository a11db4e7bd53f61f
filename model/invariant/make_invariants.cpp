#include "model/invariant/make_invariants.h"

#include "model/invariant/acks_all.h"
#include "model/invariant/committed_reads.h"
#include "model/invariant/consumer_reads.h"
#include "model/invariant/controller_epochs.h"
#include "model/invariant/fencing.h"
#include "model/invariant/high_watermark_cause.h"
#include "model/invariant/high_watermarks.h"
#include "model/invariant/isr_rules.h"
#include "model/invariant/log_matching.h"
#include "model/invariant/log_shape.h"
#include "model/invariant/producer_sequences.h"
#include "model/invariant/promises.h"
#include "model/invariant/removals.h"
#include "model/invariant/replica_agreement.h"
#include "model/invariant/stored_states.h"
#include "model/invariant/topic_deletion.h"
#include "model/invariant/turning_points.h"
#include "model/invariant/zookeeper_order.h"
#include "model/invariant/zookeeper_sessions.h"

namespace kafka {
namespace {

template <class Kind>
std::unique_ptr<Invariant> make(CheckContext& context) {
  return std::make_unique<Kind>(context);
}

using Maker = std::unique_ptr<Invariant> (*)(CheckContext&);

constexpr Maker kMakers[] = {
    make<TurningPoints>,       // chains of causes
    make<ZooKeeperOrder>,      // Z1 Z3 Z4
    make<ZooKeeperSessions>,   // Z5 Z6
    make<ControllerEpochs>,    // C1 C2 C3
    make<StoredStates>,        // C4 C5 C6 C7
    make<TopicDeletion>,       // C9
    make<LogShape>,            // P1 P13 P14
    make<LogMatching>,         // P2 P15
    make<HighWatermarks>,      // P7 P8
    make<HighWatermarkCause>,  // P9 P19
    make<ReplicaAgreement>,    // P3 P4 P12
    make<IsrRules>,            // P10 P11
    make<Removals>,            // P16 P20
    make<Fencing>,             // P17
    make<AcksAll>,             // P18
    make<Promises>,            // P5
    make<ConsumerReads>,       // P6
    make<ProducerSequences>,   // P22
    make<CommittedReads>,      // P23
};

}  // namespace

std::vector<std::unique_ptr<Invariant>> make_invariants(CheckContext& context) {
  std::vector<std::unique_ptr<Invariant>> all;
  for (const Maker maker : kMakers) all.push_back(maker(context));
  return all;
}

}  // namespace kafka
