#pragma once
/// What Jepsen's Kafka workload (jepsen.tests.kafka) calls anomalies, as far as one group's view of its topics shows
/// them. Jepsen sees what clients are told; so does this account: what poll() returned, what send() was told, and the
/// order of the log. Not told: cycles between transactions (G0, G1c, G2) and precommitted-read, for which one would
/// have to know which reads belong to which transaction.
///
/// With subscribe() Jepsen allows poll-skip and nonmonotonic-poll, since a rebalance may lie between two polls, and
/// int-send-skip always, since transactions interleave.

#include <array>
#include <cstdint>
#include <string_view>

namespace scenario {

struct Anomalies {
  std::int64_t lost_write = 0;             ///< records acknowledged, passed by, and never returned by any poll()
  std::int64_t duplicate = 0;              ///< records returned from more than one offset
  std::int64_t inconsistent_offsets = 0;   ///< offsets at which different records were seen
  std::int64_t aborted_read = 0;           ///< G1a: records returned whose transaction was aborted
  std::int64_t unseen = 0;                 ///< records acknowledged that no poll() has returned by the end
  std::int64_t poll_skip = 0;              ///< polls of one process that left out records after its last one
  std::int64_t nonmonotonic_poll = 0;      ///< polls of one process that began at or before where its last one ended
  std::int64_t int_poll_skip = 0;          ///< the same within one poll
  std::int64_t int_nonmonotonic_poll = 0;  ///< likewise
  std::int64_t nonmonotonic_send = 0;      ///< records written behind one that their producer had sent later
  std::int64_t int_nonmonotonic_send = 0;  ///< the same within one transaction, batches
  std::int64_t int_send_skip = 0;          ///< batches of one transaction with others' records between them

  Anomalies& operator+=(const Anomalies& other);
};

/// Jepsen's names, in the order of the members.
inline constexpr std::size_t kAnomalies = 12;
struct NamedAnomaly {
  std::string_view name;
  std::int64_t Anomalies::*count;
};
inline constexpr std::array<NamedAnomaly, kAnomalies> kNamedAnomalies{
    {{"lost-write", &Anomalies::lost_write},
     {"duplicate", &Anomalies::duplicate},
     {"inconsistent-offsets", &Anomalies::inconsistent_offsets},
     {"aborted-read", &Anomalies::aborted_read},
     {"unseen", &Anomalies::unseen},
     {"poll-skip", &Anomalies::poll_skip},
     {"nonmonotonic-poll", &Anomalies::nonmonotonic_poll},
     {"int-poll-skip", &Anomalies::int_poll_skip},
     {"int-nonmonotonic-poll", &Anomalies::int_nonmonotonic_poll},
     {"nonmonotonic-send", &Anomalies::nonmonotonic_send},
     {"int-nonmonotonic-send", &Anomalies::int_nonmonotonic_send},
     {"int-send-skip", &Anomalies::int_send_skip}}};

inline Anomalies& Anomalies::operator+=(const Anomalies& other) {
  for (const NamedAnomaly& a : kNamedAnomalies) this->*a.count += other.*a.count;
  return *this;
}

}  // namespace scenario
