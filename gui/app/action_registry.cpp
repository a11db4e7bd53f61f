#include "gui/app/action_registry.h"

#include <QWidget>
#include <utility>

#include "gui/style/theme.h"

namespace app {

QAction* ActionRegistry::add(QWidget* window, const Description& what, std::function<void()> run) {
  auto* const action = new QAction(what.text, this);
  action->setObjectName("action-" + what.id);
  action->setShortcuts(what.keys);
  action->setShortcutContext(Qt::WindowShortcut);
  if (!what.keys.isEmpty())
    action->setToolTip(what.text + " (" + what.keys.front().toString(QKeySequence::NativeText) + ")");
  if (what.icon) action->setIcon(style::make_icon(*what.icon, style::theme().text));
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  window->addAction(action);
  all_.push_back(what);
  actions_.insert(what.id, action);
  return action;
}

QAction* ActionRegistry::find(const QString& id) const {
  QAction* const found = actions_.value(id);
  Q_ASSERT_X(found != nullptr, "ActionRegistry", qPrintable(id));
  return found;
}

void ActionRegistry::apply_theme() {
  for (const Description& d : std::as_const(all_))
    if (d.icon) actions_[d.id]->setIcon(style::make_icon(*d.icon, style::theme().text));
}

}  // namespace app
