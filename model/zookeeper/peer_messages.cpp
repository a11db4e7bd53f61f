#include "model/zookeeper/peer_messages.h"

namespace kafka::zk {

namespace {

constexpr std::int64_t kHeader = 40;  // packet header, zxid, session, flags

std::int64_t bytes(std::string_view text) { return static_cast<std::int64_t>(text.size()) + 4; }

struct RequestSize {
  std::int64_t operator()(const Create& r) const { return bytes(r.path) + bytes(r.data); }
  std::int64_t operator()(const Delete& r) const { return bytes(r.path) + 4; }
  std::int64_t operator()(const SetData& r) const { return bytes(r.path) + bytes(r.data) + 4; }
  std::int64_t operator()(const Check& r) const { return bytes(r.path) + 4; }
  std::int64_t operator()(const Multi& r) const {
    std::int64_t total = 0;
    for (const Op& op : r.ops) total += 9 + std::visit(*this, op);
    return total;
  }
  std::int64_t operator()(const GetData& r) const { return bytes(r.path) + 1; }
  std::int64_t operator()(const Exists& r) const { return bytes(r.path) + 1; }
  std::int64_t operator()(const GetChildren& r) const { return bytes(r.path) + 1; }
  std::int64_t operator()(const Sync& r) const { return bytes(r.path); }
};

std::int64_t size_of_txn(const Txn& txn) { return kHeader + std::visit(RequestSize{}, txn.request); }

}  // namespace

sim::Bytes size_of(const PeerMessage& message) {
  std::int64_t total = kHeader;
  if (const auto* proposal = std::get_if<Proposal>(&message)) total += size_of_txn(*proposal->txn);
  if (const auto* forwarded = std::get_if<ForwardedRequest>(&message)) total += size_of_txn(forwarded->txn);
  if (const auto* reply = std::get_if<PingReply>(&message))
    total += 12 * static_cast<std::int64_t>(reply->touched.size());
  if (const auto* sync = std::get_if<NewLeader>(&message)) {
    for (const TxnPtr& txn : sync->txns) total += size_of_txn(*txn);
    if (sync->snapshot) total += 200 * static_cast<std::int64_t>(sync->snapshot->size());
  }
  return sim::Bytes(total);
}

sim::Bytes size_of(const ClientMessage& message) {
  std::int64_t total = kHeader;
  if (const auto* request = std::get_if<Request>(&message)) total += std::visit(RequestSize{}, *request);
  if (const auto* watches = std::get_if<SetWatches>(&message))
    for (const auto* list : {&watches->data, &watches->absent, &watches->children})
      for (const std::string& path : *list) total += bytes(path);
  return sim::Bytes(total);
}

sim::Bytes size_of(const ServerMessage& message) {
  std::int64_t total = kHeader;
  if (const auto* response = std::get_if<Response>(&message)) {
    total += bytes(response->path) + bytes(response->data) + 80;
    for (const std::string& child : response->children) total += bytes(child);
    total += 90 * static_cast<std::int64_t>(response->results.size());
  }
  if (const auto* event = std::get_if<WatchedEvent>(&message)) total += bytes(event->path);
  return sim::Bytes(total);
}

}  // namespace kafka::zk
