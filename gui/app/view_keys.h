#pragma once
/// Keys that the views have for themselves, while they have the focus: for the list of keys, and so that the window's
/// own do not take them away.

#include <QKeyCombination>
#include <QList>
#include <QString>
#include <QWidget>

namespace app {

struct ViewKey {
  QString where;  ///< "Charts"
  QString keys;   ///< as the list shows them: "W S"
  QString text;   ///< "zoom in and out"
  QList<QKeyCombination> combinations;
  QList<const char*> views;  ///< classes of widgets
};

/// In the language in use.
QList<ViewKey> view_keys();

/// The widget, not the window, is meant when that is pressed while it has the focus.
bool takes_key(const QWidget& widget, QKeyCombination key);

}  // namespace app
