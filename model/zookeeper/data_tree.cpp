#include "model/zookeeper/data_tree.h"

#include <algorithm>
#include <utility>

namespace kafka::zk {

namespace {

bool valid(std::string_view path) {
  return path == "/" ||
         (path.size() > 1 && path.front() == '/' && path.back() != '/' && path.find("//") == std::string_view::npos);
}

bool ephemeral(CreateMode mode) { return mode == CreateMode::ephemeral || mode == CreateMode::ephemeral_sequential; }
bool sequential(CreateMode mode) {
  return mode == CreateMode::persistent_sequential || mode == CreateMode::ephemeral_sequential;
}

std::string ten_digits(std::int32_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - std::min<std::size_t>(10, digits.size()), '0') + digits;
}

/// "c" of "/a/b/c".
std::string name_in(const std::string& path) { return path.substr(path.rfind('/') + 1); }

OpResult failed(Error error) { return {.error = error, .path = {}, .stat = {}}; }

}  // namespace

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

DataTree::DataTree(Mutation mutation) : mutation_(mutation) {
  nodes_["/"].children = {"zookeeper"};
  nodes_["/"].stat.num_children = 1;
  nodes_["/zookeeper"].children = {"quota"};
  nodes_["/zookeeper"].stat.num_children = 1;
  nodes_["/zookeeper/quota"] = {};
}

const DataTree::Node* DataTree::find(std::string_view path) const {
  const auto it = nodes_.find(path);
  return it == nodes_.end() ? nullptr : &it->second;
}
DataTree::Node* DataTree::find(std::string_view path) {
  const auto it = nodes_.find(path);
  return it == nodes_.end() ? nullptr : &it->second;
}

// ---- writes

Response DataTree::apply(const Request& write, SessionId session, Zxid zxid, std::vector<NodeChange>& changes,
                         sim::SimTime time) {
  Work work{.session = session, .zxid = zxid, .time = time, .changes = {}, .undo = {}};
  Response response;
  if (const auto* multi = std::get_if<Multi>(&write)) {
    response = apply_multi(*multi, work);
  } else {
    OpResult result = failed(Error::BadArguments);
    if (const auto* create_op = std::get_if<Create>(&write)) result = create(*create_op, work);
    if (const auto* delete_op = std::get_if<Delete>(&write)) result = remove(*delete_op, work);
    if (const auto* set_op = std::get_if<SetData>(&write)) result = set_data(*set_op, work);
    response.error = result.error;
    response.path = std::move(result.path);
    response.stat = result.stat;
  }
  response.zxid = zxid;
  for (NodeChange& change : work.changes) changes.push_back(std::move(change));
  return response;
}

/// Operations before the failed one are reported as Ok, those behind it as RuntimeInconsistency; none has an effect.
/// Source: PrepRequestProcessor.pRequest (multi), DataTree.processTxn.
Response DataTree::apply_multi(const Multi& multi, Work& work) {
  Response response;
  for (const Op& op : multi.ops) {
    response.results.push_back(apply_op(op, work));
    response.error = response.results.back().error;
    if (response.error != Error::Ok) break;
  }
  if (response.error == Error::Ok) return response;
  const std::size_t tried = response.results.size();
  while (response.results.size() < multi.ops.size()) response.results.push_back(failed(Error::RuntimeInconsistency));
  if (mutation_ == Mutation::split_multi) {
    response.error = Error::Ok;
    return response;
  }
  for (auto it = work.undo.rbegin(); it != work.undo.rend(); ++it) take_back(*it);
  work.changes.clear();
  for (std::size_t i = 0; i + 1 < tried; ++i) response.results[i] = failed(Error::Ok);
  return response;
}

OpResult DataTree::apply_op(const Op& op, Work& work) {
  if (const auto* create_op = std::get_if<Create>(&op)) return create(*create_op, work);
  if (const auto* delete_op = std::get_if<Delete>(&op)) return remove(*delete_op, work);
  if (const auto* set_op = std::get_if<SetData>(&op)) return set_data(*set_op, work);
  return check(std::get<Check>(op));
}

OpResult DataTree::create(const Create& op, Work& work) {
  if (!valid(op.path) && !(sequential(op.mode) && op.path.size() > 1 && op.path.front() == '/'))
    return failed(Error::BadArguments);
  const Node* parent = find(parent_of(op.path));
  if (!parent) return failed(Error::NoNode);
  if (parent->stat.ephemeral_owner != kNoSession) return failed(Error::NoChildrenForEphemerals);
  std::string path = op.path;
  // How many children were ever created: deletions count in cversion, not here. Source: DataNode.copyStat.
  if (sequential(op.mode)) path += ten_digits((parent->stat.cversion + parent->stat.num_children) / 2);
  if (exists(path)) return failed(Error::NodeExists);
  if (ephemeral(op.mode) && !has_session(work.session)) return failed(Error::SessionExpired);

  Node node;
  node.data = op.data;
  node.stat.czxid = node.stat.mzxid = node.stat.pzxid = work.zxid;
  node.stat.ctime = node.stat.mtime = work.time;
  node.stat.data_length = static_cast<std::int32_t>(op.data.size());
  if (ephemeral(op.mode)) node.stat.ephemeral_owner = work.session;
  const Stat stat = node.stat;
  insert(path, std::move(node), work);
  return {.error = Error::Ok, .path = std::move(path), .stat = stat};
}

void DataTree::insert(std::string path, Node node, Work& work) {
  const std::string parent_path = parent_of(path);
  Node& parent = *find(parent_path);
  work.undo.push_back({.kind = Undo::Kind::created, .path = path, .before = {}, .parent_stat = parent.stat});
  if (node.stat.ephemeral_owner != kNoSession) ephemerals_[node.stat.ephemeral_owner].insert(path);
  ++parent.stat.cversion;
  ++parent.stat.num_children;
  parent.stat.pzxid = work.zxid;
  parent.children.insert(name_in(path));
  work.changes.push_back({EventType::NodeCreated, path});
  work.changes.push_back({EventType::NodeChildrenChanged, parent_path});
  nodes_[std::move(path)] = std::move(node);
}

OpResult DataTree::remove(const Delete& op, Work& work) {
  const Node* node = find(op.path);
  if (op.path == "/") return failed(Error::BadArguments);
  if (!node) return failed(Error::NoNode);
  if (op.version != kAnyVersion && op.version != node->stat.version) return failed(Error::BadVersion);
  if (!node->children.empty()) return failed(Error::NotEmpty);
  erase(op.path, work);
  return {};
}

void DataTree::erase(const std::string& path, Work& work) {
  const auto it = nodes_.find(path);
  const std::string parent_path = parent_of(path);
  Node& parent = *find(parent_path);
  const SessionId owner = it->second.stat.ephemeral_owner;
  work.undo.push_back(
      {.kind = Undo::Kind::removed, .path = path, .before = std::move(it->second), .parent_stat = parent.stat});
  nodes_.erase(it);
  forget_ephemeral(owner, path);
  parent.children.erase(name_in(path));
  ++parent.stat.cversion;
  --parent.stat.num_children;
  parent.stat.pzxid = work.zxid;
  work.changes.push_back({EventType::NodeDeleted, path});
  work.changes.push_back({EventType::NodeChildrenChanged, parent_path});
}

OpResult DataTree::set_data(const SetData& op, Work& work) {
  Node* node = find(op.path);
  if (!node) return failed(Error::NoNode);
  if (op.version != kAnyVersion && op.version != node->stat.version) return failed(Error::BadVersion);
  Undo undo{.kind = Undo::Kind::changed, .path = op.path, .before = {}, .parent_stat = {}};
  undo.before.data = std::exchange(node->data, op.data);
  undo.before.stat = node->stat;
  work.undo.push_back(std::move(undo));
  if (mutation_ != Mutation::keep_version) ++node->stat.version;
  node->stat.mzxid = work.zxid;
  node->stat.mtime = work.time;
  node->stat.data_length = static_cast<std::int32_t>(op.data.size());
  work.changes.push_back({EventType::NodeDataChanged, op.path});
  return {.error = Error::Ok, .path = {}, .stat = node->stat};
}

OpResult DataTree::check(const Check& op) const {
  const Node* node = find(op.path);
  if (!node) return failed(Error::NoNode);
  if (op.version != kAnyVersion && op.version != node->stat.version) return failed(Error::BadVersion);
  return {.error = Error::Ok, .path = {}, .stat = node->stat};
}

void DataTree::take_back(Undo& undo) {
  if (undo.kind == Undo::Kind::changed) {
    Node& node = *find(undo.path);
    node.data = std::move(undo.before.data);
    node.stat = undo.before.stat;
    return;
  }
  Node& parent = *find(parent_of(undo.path));
  parent.stat = undo.parent_stat;
  if (undo.kind == Undo::Kind::created) {
    const auto it = nodes_.find(undo.path);
    forget_ephemeral(it->second.stat.ephemeral_owner, undo.path);
    nodes_.erase(it);
    parent.children.erase(name_in(undo.path));
    return;
  }
  if (undo.before.stat.ephemeral_owner != kNoSession) ephemerals_[undo.before.stat.ephemeral_owner].insert(undo.path);
  parent.children.insert(name_in(undo.path));
  nodes_[undo.path] = std::move(undo.before);
}

void DataTree::forget_ephemeral(SessionId owner, const std::string& path) {
  const auto it = ephemerals_.find(owner);
  if (it == ephemerals_.end()) return;
  it->second.erase(path);
  if (it->second.empty()) ephemerals_.erase(it);
}

std::int32_t DataTree::close_session(SessionId id, Zxid zxid, std::vector<NodeChange>& changes) {
  std::vector<std::string> own = ephemerals(id);
  if (mutation_ == Mutation::lose_ephemerals) own.clear();
  Work work{.session = id, .zxid = zxid, .time = {}, .changes = {}, .undo = {}};
  for (const std::string& path : own) erase(path, work);
  sessions_.erase(id);
  for (NodeChange& change : work.changes) changes.push_back(std::move(change));
  return static_cast<std::int32_t>(own.size());
}

// ---- reads

Response DataTree::read(const Request& request) const {
  Response response;
  std::string_view path;
  if (const auto* r = std::get_if<GetData>(&request)) path = r->path;
  if (const auto* r = std::get_if<Exists>(&request)) path = r->path;
  if (const auto* r = std::get_if<GetChildren>(&request)) path = r->path;
  const Node* node = find(path);
  if (!node) {
    response.error = Error::NoNode;
    return response;
  }
  response.stat = node->stat;
  if (std::holds_alternative<GetData>(request)) response.data = node->data;
  if (std::holds_alternative<GetChildren>(request))
    response.children.assign(node->children.begin(), node->children.end());
  return response;
}

const std::string* DataTree::data(std::string_view path) const {
  const Node* node = find(path);
  return node ? &node->data : nullptr;
}

std::int64_t DataTree::data_size() const {
  std::size_t bytes = 0;
  for (const auto& [path, node] : nodes_) bytes += path.size() + node.data.size();
  return static_cast<std::int64_t>(bytes);
}

Stat DataTree::stat(std::string_view path) const {
  const Node* node = find(path);
  return node ? node->stat : Stat{};
}

std::vector<std::string> DataTree::children(std::string_view path) const {
  const Node* node = find(path);
  return node ? std::vector<std::string>(node->children.begin(), node->children.end()) : std::vector<std::string>{};
}

std::vector<std::string> DataTree::ephemerals(SessionId id) const {
  const auto it = ephemerals_.find(id);
  return it == ephemerals_.end() ? std::vector<std::string>{}
                                 : std::vector<std::string>(it->second.begin(), it->second.end());
}

}  // namespace kafka::zk
