#include "gui/view/sentences.h"

#include <variant>

#include "gui/view/client_words.h"
#include "gui/view/cluster_words.h"
#include "gui/view/control_words.h"
#include "gui/view/group_words.h"

namespace view {
namespace {

struct AllWords : ClusterWords, ControlWords, ClientWords, GroupWords {
  AllWords(const scenario::Names& names, sim::HostId host)
      : ClusterWords{{names, host}},
        ControlWords{{names, host}},
        ClientWords{{names, host}},
        GroupWords{{names, host}} {}
  using ClientWords::say;
  using ClusterWords::say;
  using ControlWords::say;
  using GroupWords::say;
};

}  // namespace

Sentence sentence_of(const scenario::Names& names, sim::HostId host, const kafka::Event& event) {
  const AllWords words(names, host);
  return std::visit([&](const auto& e) { return words.say(e); }, event);
}

}  // namespace view
