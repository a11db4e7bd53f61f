#include "model/invariant/fencing.h"

#include "model/invariant/text.h"

namespace kafka {

void Fencing::check(const FollowerProgressed& e) {
  if (e.request_epoch == e.leader_epoch) return;
  if (e.request_epoch == kNoEpoch && !context_.behaviour().fences_epochs()) return;
  found({.name = "P17",
         .statement = "No fetch is served whose leader epoch differs from the server's (2.1)",
         .tp = e.tp,
         .broker = e.follower,
         .epoch = e.leader_epoch.value(),
         .excuse = older_protocol(settings(), ReplicationProtocol::kip320)},
        [&] {
          return name_of(e.leader) + " leads " + name(e.tp) + " in epoch " + num(e.leader_epoch) +
                 " and serves a fetch of " + name_of(e.follower) + " in epoch " + num(e.request_epoch);
        });
}

}  // namespace kafka
