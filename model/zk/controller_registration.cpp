#include "model/zk/controller_registration.h"

#include <memory>
#include <string>
#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

namespace {

/// Kept alive by the answer it waits for.
class Election : public std::enable_shared_from_this<Election> {
 public:
  Election(KafkaZkClient& zk, BrokerId broker, sim::SimTime now, std::function<void(ControllerRegistration)> done,
           const Behaviour& behaviour)
      : zk_(zk),
        broker_(broker),
        now_(now),
        done_(std::move(done)),
        mutation_(behaviour.mutation),
        kraft_epoch_(behaviour.kraft_controller_epoch) {}

  void read_epoch() {
    zk_.send(zk::GetData{zk_data::kControllerEpochPath}, [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::NoNode) return self->create_epoch();
      if (response.error != zk::Error::Ok) return self->finish(response.error);
      self->claim(zk_data::decode_controller_epoch(response.data).value_or(ControllerEpoch(0)), response.stat.version);
    });
  }

 private:
  void create_epoch() {
    zk::Create create{zk_data::kControllerEpochPath, zk_data::encode_controller_epoch(ControllerEpoch(0))};
    zk_.send(std::move(create), [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::Ok) return self->claim(ControllerEpoch(0), 0);
      if (response.error == zk::Error::NodeExists) return self->read_epoch();
      self->finish(response.error);
    });
  }

  void claim(ControllerEpoch before, std::int32_t version) {
    epoch_ = mutation_ == Mutation::reuse_controller_epoch ? before : before + 1;
    zk::Multi multi;
    multi.ops.push_back(zk::Create{zk_data::kControllerPath, zk_data::encode_controller(broker_, now_, kraft_epoch_),
                                   zk::CreateMode::ephemeral});
    multi.ops.push_back(zk::SetData{zk_data::kControllerEpochPath, zk_data::encode_controller_epoch(epoch_), version});
    zk_.send(std::move(multi), [self = shared_from_this()](const zk::Response& response) {
      if (response.error == zk::Error::Ok) return self->won(response.results.back().stat.version);
      if (response.error == zk::Error::NodeExists || response.error == zk::Error::BadVersion)
        return self->look(response.error);
      self->finish(response.error);
    });
  }

  void look(zk::Error failed_with) {
    std::vector<zk::Request> reads{zk::GetData{zk_data::kControllerPath}, zk::GetData{zk_data::kControllerEpochPath}};
    zk_.send(std::move(reads), [self = shared_from_this(), failed_with](const std::vector<zk::Response>& responses) {
      for (const zk::Response& response : responses)
        if (response.error == zk::Error::SessionExpired) return self->finish(response.error);
      const bool found = responses[0].error == zk::Error::Ok && responses[1].error == zk::Error::Ok;
      if (found && zk_data::decode_controller(responses[0].data) == self->broker_ &&
          zk_data::decode_controller_epoch(responses[1].data) == self->epoch_)
        return self->won(responses[1].stat.version);
      self->finish(failed_with);
    });
  }

  void won(std::int32_t version) {
    ControllerRegistration result;
    result.epoch = epoch_;
    result.epoch_zk_version = version;
    done_(result);
  }
  void finish(zk::Error error) {
    ControllerRegistration result;
    result.error = error;
    done_(result);
  }

  KafkaZkClient& zk_;
  BrokerId broker_;
  sim::SimTime now_;
  std::function<void(ControllerRegistration)> done_;
  Mutation mutation_;
  bool kraft_epoch_;
  ControllerEpoch epoch_{0};
};

}  // namespace

void register_controller(KafkaZkClient& zk, BrokerId broker, sim::SimTime now,
                         std::function<void(ControllerRegistration)> done, const Behaviour& behaviour) {
  std::make_shared<Election>(zk, broker, now, std::move(done), behaviour)->read_epoch();
}

}  // namespace kafka
