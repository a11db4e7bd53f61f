#include "gui/app/view_keys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QCoreApplication>

namespace app {
namespace {

QString key_text(const char* text) { return QCoreApplication::translate("app::ViewKeys", text); }

const QList<const char*> kOverTime{"charts::TimeChart"};

QList<ViewKey> keys_over_time() {
  const QString where = key_text("Charts, groups, log over time");
  return {{where, "W S", key_text("zoom in and out"), {Qt::Key_W, Qt::Key_S}, kOverTime},
          {where, "A D", key_text("to the left and to the right"), {Qt::Key_A, Qt::Key_D}, kOverTime},
          {where, "Backspace", key_text("the window of time before"), {Qt::Key_Backspace}, kOverTime},
          {where, "F", key_text("follow the run"), {Qt::Key_F}, kOverTime}};
}

QList<ViewKey> keys_of_charts() {
  const QString where = key_text("A chart");
  const QList<const char*> chart{"charts::TimeChart"};
  return {
      {where, "M", key_text("drop a mark at the cursor"), {Qt::Key_M}, chart},
      {where,
       "P",
       key_text("put it first"),
       {Qt::Key_P},
       {"charts::TimeChart", "charts::LagStrip", "charts::BarsChart"}},
      {where, "R", key_text("begin and end an area: its statistics"), {Qt::Key_R}, chart},
      {where, "1 ... 9", key_text("hide or show a line; with Alt: only this one"), {Qt::Key_1, Qt::Key_9}, chart},
      {where,
       "Alt+Left, Alt+Right",
       key_text("move the cursor"),
       {Qt::ALT | Qt::Key_Left, Qt::ALT | Qt::Key_Right},
       chart},
      {where, "Esc", key_text("let the area go"), {Qt::Key_Escape}, chart},
      {key_text("Compare"), "O", key_text("over each other or side by side"), {Qt::Key_O}, {"comparing::ComparePage"}}};
}

QList<ViewKey> keys_of_cluster() {
  const QString where = key_text("Cluster");
  const QList<const char*> view{"cluster::ClusterView"};
  return {{where,
           key_text("arrows"),
           key_text("from one thing to the next"),
           {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down},
           view},
          {where,
           key_text("Ctrl+arrows"),
           key_text("from one replica of a broker to the next"),
           {Qt::CTRL | Qt::Key_Left, Qt::CTRL | Qt::Key_Right, Qt::CTRL | Qt::Key_Up, Qt::CTRL | Qt::Key_Down},
           view},
          {where, "Enter", key_text("select"), {Qt::Key_Return}, view},
          {where, "Menu", key_text("the menu of faults"), {Qt::Key_Menu}, view},
          {where,
           "K H D R P",
           key_text("kill, hang, slow disk, restart, cut off"),
           {Qt::Key_K, Qt::Key_H, Qt::Key_D, Qt::Key_R, Qt::Key_P},
           view},
          {where, "+ - 0", key_text("larger, smaller, all"), {Qt::Key_Plus, Qt::Key_Minus, Qt::Key_0}, view}};
}

QList<ViewKey> keys_of_others() {
  const QString map = key_text("Trucks");
  const QString groups = key_text("Groups");
  const QString log = key_text("Log");
  const QString line = key_text("Timeline");
  const QString events = key_text("Events");
  const QList<const char*> timeline{"charts::Timeline"};
  const QList<const char*> records{"logs::PartitionLogView"};
  const QList<const char*> trucks{"trucks::TruckMap"};
  const QList<const char*> gantt{"groups::GanttView"};
  return {{groups,
           key_text("arrows, Enter"),
           key_text("from bar to bar, and what it means"),
           {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Return},
           gantt},
          {groups, "Esc", key_text("let it go"), {Qt::Key_Escape}, gantt},
          {log,
           key_text("arrows"),
           key_text("from record to record, from replica to replica"),
           {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down},
           records},
          {log, "+ -", key_text("records, batches, segments"), {Qt::Key_Plus, Qt::Key_Minus}, records},
          {log,
           "Home, End, Page Up, Page Down",
           key_text("the first, the last, further"),
           {Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown},
           records},
          {log, "Esc", key_text("let it go"), {Qt::Key_Escape}, records},
          {map, "Left, Right", key_text("another truck"), {Qt::Key_Left, Qt::Key_Right}, trucks},
          {map, "Enter", key_text("the truck whose place is oldest"), {Qt::Key_Return}, trucks},
          {map, "+ - 0", key_text("larger, smaller, all"), {Qt::Key_Plus, Qt::Key_Minus, Qt::Key_0}, trucks},
          {map, "Esc", key_text("let it go"), {Qt::Key_Escape}, trucks},
          {events,
           "Ctrl+Left, Ctrl+Right",
           key_text("to the cause, to what followed"),
           {Qt::CTRL | Qt::Key_Left, Qt::CTRL | Qt::Key_Right},
           {"events::SequenceChart"}},
          {line,
           "Left, Right, Page Up, Page Down",
           key_text("back and forth in the run"),
           {Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp, Qt::Key_PageDown},
           timeline},
          {line, "Home, End", key_text("its beginning, its end"), {Qt::Key_Home, Qt::Key_End}, timeline}};
}

}  // namespace

QList<ViewKey> view_keys() { return keys_of_cluster() + keys_over_time() + keys_of_charts() + keys_of_others(); }

bool takes_key(const QWidget& widget, QKeyCombination key) {
  const Qt::KeyboardModifiers modifiers = key.keyboardModifiers() & ~Qt::KeypadModifier;
  const QKeyCombination plain(modifiers, key.key());
  if (modifiers == Qt::NoModifier) {
    const bool space = key.key() == Qt::Key_Space;
    const bool ends = key.key() == Qt::Key_Home || key.key() == Qt::Key_End;
    if (space && (qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget)))
      return true;
    if (ends && (qobject_cast<const QAbstractItemView*>(&widget) || qobject_cast<const QAbstractSlider*>(&widget)))
      return true;
  }
  static const QList<ViewKey> all = view_keys();
  for (const ViewKey& k : all)
    if (k.combinations.contains(plain))
      for (const char* const view : k.views)
        if (widget.inherits(view)) return true;
  return false;
}

}  // namespace app
