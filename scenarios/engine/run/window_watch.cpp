#include "scenarios/engine/run/window_watch.h"

namespace scenario {

WindowResult WindowWatch::result(std::size_t topics) const {
  WindowResult w;
  w.from = from_;
  w.until = until_;
  w.statistics = recorder_.of_everyone();
  for (std::size_t a = 0; a < roles_.applications.size(); ++a)
    w.applications.push_back(recorder_.of_application(static_cast<int>(a)));
  for (std::size_t t = 0; t < topics; ++t)
    w.topics.push_back(recorder_.of_topic(kafka::TopicId(static_cast<std::int32_t>(t))));
  for (std::size_t g = 0; g < roles_.groups.size(); ++g)
    w.groups.push_back(recorder_.of_group(kafka::GroupId(static_cast<std::int32_t>(g))));
  w.errors = errors_;
  return w;
}

}  // namespace scenario
