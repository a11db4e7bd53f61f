#include "model/zk/broker_registration.h"

#include <memory>
#include <utility>

namespace kafka {

namespace {

/// One attempt after the other; kept alive by the answer it waits for.
class CheckedEphemeral : public std::enable_shared_from_this<CheckedEphemeral> {
 public:
  CheckedEphemeral(KafkaZkClient& zk, std::string path, std::string data, std::function<void(RegistrationResult)> done)
      : zk_(zk), path_(std::move(path)), data_(std::move(data)), done_(std::move(done)) {}

  void create() {
    zk::Multi multi;
    multi.ops.push_back(zk::Create{path_, "", zk::CreateMode::ephemeral});
    multi.ops.push_back(zk::SetData{path_, data_, 0});
    zk_.send(std::move(multi), [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::Ok) return self->finish(zk::Error::Ok, response.results.back().stat.czxid);
      if (response.error == zk::Error::NodeExists) return self->look();
      self->finish(response.error, {});
    });
  }

 private:
  void look() {
    zk_.send(zk::GetData{path_}, [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::NoNode) return self->create();
      if (response.error != zk::Error::Ok) return self->finish(response.error, {});
      const SessionId owner = response.stat.ephemeral_owner;
      if (owner == self->zk_.session_id()) return self->finish(zk::Error::Ok, response.stat.czxid);
      if (owner == self->zk_.registered_session() && owner != kNoSession) return self->recreate();
      self->finish(zk::Error::NodeExists, {});
    });
  }

  void recreate() {
    zk_.send(zk::Delete{path_}, [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::Ok || response.error == zk::Error::NoNode) return self->create();
      self->finish(response.error, {});
    });
  }

  void finish(zk::Error error, Zxid czxid) {
    RegistrationResult result;
    result.error = error;
    if (error == zk::Error::Ok) {
      result.broker_epoch = BrokerEpoch(czxid.value());
      zk_.set_registered_session(zk_.session_id());
    }
    done_(result);
  }

  KafkaZkClient& zk_;
  std::string path_;
  std::string data_;
  std::function<void(RegistrationResult)> done_;
};

}  // namespace

void register_broker(KafkaZkClient& zk, const zk_data::BrokerInfo& broker, sim::SimTime now,
                     std::function<void(RegistrationResult)> done) {
  std::make_shared<CheckedEphemeral>(zk, zk_data::broker_path(broker.id), zk_data::encode_broker(broker, now),
                                     std::move(done))
      ->create();
}

}  // namespace kafka
