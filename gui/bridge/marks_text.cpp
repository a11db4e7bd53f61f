#include "gui/bridge/marks_text.h"

namespace bridge {

QString marks_as_comments(const TimeWindow& window) {
  QString all;
  for (const TimeWindow::Mark& m : window.marks())
    all += QString("# mark %1 %2\n").arg(m.seconds, 0, 'f', 9).arg(QString(m.text).replace('\n', ' '));
  return all;
}

void read_marks(const QString& scenario, TimeWindow& window) {
  for (const QString& line : scenario.split('\n')) {
    if (!line.startsWith("# mark ")) continue;
    bool number = false;
    const double seconds = line.section(' ', 2, 2).toDouble(&number);
    if (number) window.add_mark(seconds, line.section(' ', 3));
  }
}

}  // namespace bridge
