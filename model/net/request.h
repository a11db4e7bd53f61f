#pragma once
/// One request on its way: from a client's send to its answer. Client and broker share the object, as both ends of a
/// connection would share the bytes.

#include <cstdint>
#include <optional>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "model/observe/event.h"
#include "model/protocol/messages.h"

namespace kafka {

class NetworkClient;

/// Kafka: ClientRequest on one side, RequestChannel.Request on the other.
struct Request : boost::intrusive_ref_counter<Request, boost::thread_unsafe_counter> {
  NetworkClient* client = nullptr;  ///< where the answer goes; alive as long as its connection
  BrokerId node;                    ///< as the client addresses it
  std::uint64_t tag = 0;            ///< the sender's own mark
  RequestBody body;
  bool expects_answer = true;  ///< acks=0 has none
  sim::SimTime sent;
  sim::SimTime deadline;  ///< request.timeout.ms after `sent`
  std::optional<ResponseBody> answer;

  // Kept by the broker, for RequestMetrics.
  sim::SimTime queued;       ///< fully read, put into the request queue
  sim::SimTime dequeued;     ///< taken by an io thread
  sim::SimTime handled;      ///< local work done
  sim::SimTime ready;        ///< nothing left to wait for
  sim::Duration service{0};  ///< the io thread's work
};
using RequestPtr = boost::intrusive_ptr<Request>;

inline ApiKey api_of(const RequestBody& body) {
  switch (body.index()) {
    case 0:
      return ApiKey::PRODUCE;
    case 1:
      return ApiKey::FETCH;
    case 2:
      return ApiKey::LIST_OFFSETS;
    case 3:
      return ApiKey::METADATA;
    case 4:
      return ApiKey::FIND_COORDINATOR;
    case 5:
      return ApiKey::OFFSET_COMMIT;
    case 6:
      return ApiKey::OFFSET_FETCH;
    case 8:
      return ApiKey::LEADER_AND_ISR;
    case 9:
      return ApiKey::STOP_REPLICA;
    case 10:
      return ApiKey::UPDATE_METADATA;
    case 11:
      return ApiKey::CONTROLLED_SHUTDOWN;
    case 12:
      return ApiKey::OFFSET_FOR_LEADER_EPOCH;
    case 13:
      return ApiKey::ALTER_PARTITION;
    case 14:
      return ApiKey::JOIN_GROUP;
    case 15:
      return ApiKey::SYNC_GROUP;
    case 16:
      return ApiKey::HEARTBEAT;
    case 17:
      return ApiKey::LEAVE_GROUP;
    case 18:
      return ApiKey::INIT_PRODUCER_ID;
    case 19:
      return ApiKey::ADD_PARTITIONS_TO_TXN;
    case 20:
      return ApiKey::ADD_OFFSETS_TO_TXN;
    case 21:
      return ApiKey::TXN_OFFSET_COMMIT;
    case 22:
      return ApiKey::END_TXN;
    case 23:
      return ApiKey::WRITE_TXN_MARKERS;
    case 24:
      return std::get<AdminRequest>(body).api;
    default:
      return ApiKey::API_VERSIONS;
  }
}

}  // namespace kafka
