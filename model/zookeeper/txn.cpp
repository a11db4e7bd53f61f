#include "model/zookeeper/txn.h"

#include <string>
#include <string_view>
#include <variant>

namespace kafka::zk {

namespace {

template <class Variant>
std::string path_in(const Variant& request) {
  return std::visit(
      [](const auto& r) -> std::string {
        if constexpr (requires { r.path; }) {
          return r.path;
        } else {
          return {};
        }
      },
      request);
}

/// The node a write is about; of a multi the first that it changes.
std::string path_of(const Request& request, const Response& response) {
  if (!response.path.empty()) return response.path;
  const auto* multi = std::get_if<Multi>(&request);
  if (!multi) return path_in(request);
  for (std::size_t i = 0; i < multi->ops.size(); ++i) {
    if (std::holds_alternative<Check>(multi->ops[i])) continue;
    return response.results[i].path.empty() ? path_in(multi->ops[i]) : response.results[i].path;
  }
  return {};
}

template <class Variant>
void add_write(const Variant& op, const OpResult& done, std::vector<ZooKeeperWrite>& writes) {
  if (done.error != Error::Ok) return;
  if (std::holds_alternative<Create>(op))
    writes.push_back({"create", done.path, done.stat.version, done.stat.ephemeral_owner != kNoSession});
  if (std::holds_alternative<SetData>(op)) writes.push_back({"setData", path_in(op), done.stat.version, false});
  if (std::holds_alternative<Delete>(op)) writes.push_back({"delete", path_in(op), -1, false});
}

std::vector<ZooKeeperWrite> writes_of(const Request& request, const Response& response) {
  std::vector<ZooKeeperWrite> writes;
  if (const auto* multi = std::get_if<Multi>(&request)) {
    for (std::size_t i = 0; i < multi->ops.size(); ++i) add_write(multi->ops[i], response.results[i], writes);
  } else {
    add_write(request, {response.error, response.path, response.stat}, writes);
  }
  return writes;
}

}  // namespace

Applied apply(DataTree& tree, const Txn& txn) {
  Applied applied;
  switch (txn.kind) {
    case TxnKind::create_session:
      tree.open_session(txn.session, txn.opened);
      break;
    case TxnKind::close_session:
      tree.close_session(txn.session, txn.zxid, applied.changes);
      break;
    case TxnKind::write:
      if (txn.refused) {
        applied.response = txn.refusal;
      } else {
        applied.response = tree.apply(txn.request, txn.session, txn.zxid, applied.changes, txn.time);
      }
      break;
  }
  applied.response.zxid = txn.zxid;
  return applied;
}

void prepare(DataTree& tree, Txn& txn) {
  if (txn.refused) return;
  const bool known = tree.has_session(txn.session);
  if (txn.kind == TxnKind::close_session) {
    txn.refused = !known;
    for (const NodeChange& change : apply(tree, txn).changes)
      if (change.type == EventType::NodeDeleted) txn.writes.push_back({.type = "delete", .path = change.path});
    return;
  }
  if (txn.kind == TxnKind::create_session) return void(apply(tree, txn));
  if (!known) {
    txn.refused = true;
    txn.refusal.error = Error::SessionExpired;
    return;
  }
  const Response response = apply(tree, txn).response;
  if (response.error != Error::Ok) {
    txn.refused = true;
    txn.refusal = response;
  }
  txn.path = path_of(txn.request, response);
  if (tree.exists(txn.path)) txn.version = tree.stat(txn.path).version;
  if (!txn.refused) txn.writes = writes_of(txn.request, response);
}

std::string_view type_of(const Txn& txn) {
  if (txn.kind == TxnKind::create_session) return "createSession";
  if (txn.kind == TxnKind::close_session) return "closeSession";
  if (txn.refused) return "error";
  if (std::holds_alternative<Create>(txn.request)) return "create";
  if (std::holds_alternative<Delete>(txn.request)) return "delete";
  if (std::holds_alternative<SetData>(txn.request)) return "setData";
  return "multi";
}

}  // namespace kafka::zk
