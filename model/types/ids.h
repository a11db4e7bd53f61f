#pragma once
/// Kafka's identities and counters, each a type of its own.

#include <cstdint>

#include "sim/core/strong.h"

namespace kafka {

/// `broker.id`; never an index. -1 is Kafka's "no node".
using BrokerId = sim::StrongInt<struct BrokerTag, std::int32_t>;
inline constexpr BrokerId kNoBroker{-1};

/// A topic, interned: an index into TopicTable. Names are for people and for hashing.
using TopicId = sim::StrongInt<struct TopicTag, std::int32_t>;

/// A partition's number within its topic, from 0.
using PartitionId = sim::StrongInt<struct PartitionTag, std::int32_t>;

/// A position in a partition's log. -1 is Kafka's "unknown".
using Offset = sim::StrongInt<struct OffsetTag, std::int64_t>;
inline constexpr Offset kUnknownOffset{-1};

/// Term of a partition's leader (KIP-101). -1 is "none known".
using LeaderEpoch = sim::StrongInt<struct LeaderEpochTag, std::int32_t>;
inline constexpr LeaderEpoch kNoEpoch{-1};

/// Version of a partition's stored state (Kafka: partition epoch, the znode version).
using PartitionEpoch = sim::StrongInt<struct PartitionEpochTag, std::int32_t>;

/// Term of a controller: the content of /controller_epoch. 0 before the first one.
using ControllerEpoch = sim::StrongInt<struct ControllerEpochTag, std::int32_t>;

/// One registration of a broker: the czxid of /brokers/ids/<id> (KIP-380). -1 is "not said".
using BrokerEpoch = sim::StrongInt<struct BrokerEpochTag, std::int64_t>;
inline constexpr BrokerEpoch kNoBrokerEpoch{-1};

/// `myid` of a ZooKeeper server, from 1.
using ServerId = sim::StrongInt<struct ServerTag, std::int32_t>;

/// A ZooKeeper transaction: leader epoch in the upper 32 bits, counter in the lower ones.
using Zxid = sim::StrongInt<struct ZxidTag, std::int64_t>;

/// A ZooKeeper session. 0 is "none".
using SessionId = sim::StrongInt<struct SessionTag, std::int64_t>;
inline constexpr SessionId kNoSession{0};

/// One client process (producer or consumer): a dense index over the whole cluster, in order of creation.
using ClientId = sim::StrongInt<struct ClientTag, std::int32_t>;
inline constexpr ClientId kNoClient{-1};

/// A consumer group: a dense index.
using GroupId = sim::StrongInt<struct GroupTag, std::int32_t>;

/// Identity of an idempotent or transactional producer, given by a broker (Kafka: producerId). -1 is "none".
using ProducerId = sim::StrongInt<struct ProducerIdTag, std::int64_t>;
inline constexpr ProducerId kNoProducerId{-1};

/// Term of a producer id: an older one is fenced. 32766 is the last that is given out. -1 is "none".
using ProducerEpoch = sim::StrongInt<struct ProducerEpochTag, std::int16_t>;
inline constexpr ProducerEpoch kNoProducerEpoch{-1};

/// Kafka's number of a record within a producer id, epoch and partition: from 0, after 2147483647 again 0. -1 is
/// "none".
using Sequence = sim::StrongInt<struct SequenceTag, std::int32_t>;
inline constexpr Sequence kNoSequence{-1};

/// Term of a group's assignment (Kafka: generationId). -1 is "none": assign() without a group's management.
using Generation = sim::StrongInt<struct GenerationTag, std::int32_t>;
inline constexpr Generation kNoGeneration{-1};

/// Number of a record among those one producer sent to one partition, from 0: the record's identity.
/// Not a Kafka notion; Kafka's sequence numbers exist only with idempotence and wrap.
using RecordId = sim::StrongInt<struct RecordTag, std::int64_t>;

}  // namespace kafka
