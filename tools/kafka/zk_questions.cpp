#include "tools/kafka/zk_questions.h"

#include <algorithm>
#include <utility>

namespace tools {

namespace zk = kafka::zk;

namespace {

JavaException keeper_exception(zk::Error error, const std::string& path) {
  const std::string code(zk::name_of(error));
  return {"org.apache.zookeeper.KeeperException$" + code + "Exception", "KeeperErrorCode = " + code + " for " + path};
}

}  // namespace

void throw_if_failed(const kafka::AdminResult& result) {
  if (result.ok()) return;
  throw kafka_exception(result.exception, result.message);
}

Async<Done> ZkQuestions::open() {
  const bool connected = co_await Answer<bool>([this](auto done) { session_.open(std::move(done)); });
  if (!connected)
    throw JavaException{"kafka.zookeeper.ZooKeeperClientTimeoutException",
                        "Timed out waiting for connection while in state: CONNECTING"};
  co_return Done{};
}

Async<Done> ZkQuestions::close() {
  co_await Answer<bool>([this](auto done) { session_.close([done] { done(true); }); });
  co_return Done{};
}

Async<zk::Response> ZkQuestions::ask(zk::Request request) {
  std::function<void(Answer<zk::Response>::Callback)> asking = [this, &request](auto done) {
    session_.zk().send(request, std::move(done));
  };
  co_return co_await Answer<zk::Response>(asking);
}

Async<zk::Response> ZkQuestions::create(zk::Create request) {
  std::function<void(Answer<zk::Response>::Callback)> asking = [this, &request](auto done) {
    kafka::create_recursive(session_.zk(), request, std::move(done));
  };
  co_return co_await Answer<zk::Response>(asking);
}

Async<std::vector<std::string>> ZkQuestions::all_topics() {
  using Topics = std::vector<std::string>;
  co_return co_await Answer<Topics>([this](auto done) { session_.admin().all_topics(std::move(done)); });
}

Async<std::optional<kafka::zk_data::Assignment>> ZkQuestions::assignment(std::string topic) {
  using Found = std::optional<kafka::zk_data::Assignment>;
  std::function<void(Answer<Found>::Callback)> asking = [this, &topic](auto done) {
    session_.admin().assignment(topic, std::move(done));
  };
  co_return co_await Answer<Found>(asking);
}

Async<std::vector<kafka::BrokerSpec>> ZkQuestions::brokers() {
  using Brokers = std::vector<kafka::BrokerSpec>;
  co_return co_await Answer<Brokers>([this](auto done) { session_.admin().brokers(std::move(done)); });
}

Async<std::vector<std::string>> ZkQuestions::children(std::string path) {
  zk::Request request = zk::GetChildren{path};
  zk::Response response = co_await ask(std::move(request));
  std::sort(response.children.begin(), response.children.end());
  co_return response.children;
}

Async<kafka::zk_data::Overrides> ZkQuestions::entity_config(std::string entity) {
  zk::Request request = zk::GetData{"/config/" + entity};
  const zk::Response response = co_await ask(std::move(request));
  co_return kafka::zk_data::decode_config(response.data);
}

Async<Done> ZkQuestions::change_entity_config(std::string entity, kafka::zk_data::Overrides configs) {
  const std::string path = "/config/" + entity;
  const std::string data = kafka::zk_data::encode_config(configs);
  zk::Request write = zk::SetData{path, data};
  zk::Response written = co_await ask(std::move(write));
  if (written.error == zk::Error::NoNode) {
    zk::Create made{path, data};
    written = co_await create(std::move(made));
  }
  if (written.error != zk::Error::Ok) throw keeper_exception(written.error, path);
  zk::Create note{kafka::zk_data::config_change_path(), kafka::zk_data::encode_config_change(entity),
                  zk::CreateMode::persistent_sequential};
  const zk::Response noted = co_await create(std::move(note));
  if (noted.error != zk::Error::Ok) throw keeper_exception(noted.error, kafka::zk_data::config_change_path());
  co_return Done{};
}

}  // namespace tools
