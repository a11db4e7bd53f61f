#pragma once
/// Which painted views there are, and what each shows as rows. For screen readers.

#include <QList>
#include <QStringList>
#include <QWidget>

namespace app {

/// From now on every such view is a table for who asks QAccessible. Once is enough.
void make_views_accessible();

/// Things within a painted view have no focus that screen readers know of: from now on the view says which one it is.
void announce_focus(QWidget& window);

/// The first row are the names of the columns. Empty: the widget is not one of them.
QList<QStringList> rows_of_view(QWidget& widget);

}  // namespace app
