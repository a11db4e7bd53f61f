#include "gui/events/explained.h"

namespace events {

const view::EventRow* explained(bridge::Session& session) {
  const view::RunRecord& record = session.record();
  const bridge::Selection& selection = session.selection();
  using Kind = bridge::Selection::Kind;
  if (selection.kind() == Kind::event) {
    if (const view::EventRow* const row = record.event(selection.name().toULongLong())) return row;
  }
  std::string name = selection.name().toStdString();
  if (selection.kind() == Kind::group) name = "group " + name;
  const bool entity = selection.kind() != Kind::nothing && selection.kind() != Kind::event;
  const view::EventRow* last = nullptr;
  const std::deque<view::EventRow>& all = record.events();
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (it->time > session.now()) continue;
    if (entity && (it->who == name || it->where == name) && it->kind != view::EventClass::request) return &*it;
    if (last == nullptr && it->turn) last = &*it;
    if (last != nullptr && !entity) break;
  }
  return last;
}

}  // namespace events
