#pragma once
/// A view in the frame of a panel.

#include <QFrame>

namespace charts {

/// The frame owns the view.
QFrame* framed(QWidget* view, QWidget* parent);

}  // namespace charts
