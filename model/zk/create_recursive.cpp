#include "model/zk/create_recursive.h"

#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

void create_recursive(KafkaZkClient& zk, const zk::Create& create, std::function<void(zk::Response)> done) {
  zk.send(create, [&zk, create, done = std::move(done)](zk::Response response) {
    const std::string parent = zk_data::parent_of(create.path);
    if (response.error != zk::Error::NoNode || parent.empty()) return done(std::move(response));
    create_recursive(zk, zk::Create{parent, ""}, [&zk, create, done](zk::Response of_parent) {
      if (of_parent.error != zk::Error::Ok && of_parent.error != zk::Error::NodeExists)
        return done(std::move(of_parent));
      zk.send(create, done);
    });
  });
}

void create_top_level_paths(KafkaZkClient& zk, std::function<void(bool ok)> done) {
  std::vector<zk::Request> creates;
  for (const std::string& path : zk_data::persistent_paths()) creates.push_back(zk::Create{path, ""});
  zk.send(std::move(creates), [done = std::move(done)](const std::vector<zk::Response>& responses) {
    bool ok = true;
    for (const zk::Response& response : responses)
      ok = ok && (response.error == zk::Error::Ok || response.error == zk::Error::NodeExists);
    done(ok);
  });
}

}  // namespace kafka
