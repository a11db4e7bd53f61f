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

}  // namespace

Applied apply(DataTree& tree, const Txn& txn) {
  Applied applied;
  switch (txn.kind) {
    case TxnKind::create_session:
      tree.open_session(txn.session, txn.opened);
      break;
    case TxnKind::close_session:
      applied.ephemerals = tree.close_session(txn.session, txn.zxid, applied.changes);
      break;
    case TxnKind::write:
      if (txn.refused) {
        applied.response = txn.refusal;
      } else {
        applied.response = tree.apply(txn.request, txn.session, txn.zxid, applied.changes);
      }
      break;
  }
  applied.response.zxid = txn.zxid;
  return applied;
}

void prepare(DataTree& tree, Txn& txn) {
  const bool known = tree.has_session(txn.session);
  if (txn.kind == TxnKind::close_session) {
    txn.refused = !known;
    txn.ephemerals = apply(tree, txn).ephemerals;
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
