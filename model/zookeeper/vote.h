#pragma once
/// Votes and quorums. org.apache.zookeeper.server.quorum Vote, FastLeaderElection.totalOrderPredicate, QuorumMaj.

#include <compare>
#include <cstdint>

#include "model/types/ids.h"

namespace kafka::zk {

/// For whom, and what he has: the larger one wins, by epoch, then zxid, then sid.
struct Vote {
  std::int64_t peer_epoch = 0;
  Zxid zxid{0};
  ServerId leader{0};

  friend auto operator<=>(const Vote&, const Vote&) = default;
};

/// Does the received vote replace the own one?
inline bool total_order_predicate(const Vote& received, const Vote& own) { return received > own; }

/// A majority of `servers`. Source: QuorumMaj.
inline int quorum_size(int servers) { return servers / 2 + 1; }
inline bool is_quorum(int present, int servers) { return present >= quorum_size(servers); }
/// How many may fail.
inline int tolerated_failures(int servers) { return servers - quorum_size(servers); }

enum class ServerState : std::uint8_t { LOOKING, FOLLOWING, LEADING };
inline const char* name_of(ServerState state) {
  switch (state) {
    case ServerState::LOOKING:
      return "LOOKING";
    case ServerState::FOLLOWING:
      return "FOLLOWING";
    case ServerState::LEADING:
      return "LEADING";
  }
  return "?";
}

}  // namespace kafka::zk
