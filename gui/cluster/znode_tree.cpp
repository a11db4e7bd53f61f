#include "gui/cluster/znode_tree.h"

#include <QHeaderView>
#include <QSet>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

/// Open at first: who is alive, who is the controller.
const QSet<QString> kOpen{"/brokers", "/brokers/ids"};

}  // namespace

ZnodeTree::ZnodeTree(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("inspector/znodes"));
  setAccessibleName(tr("Znodes of ZooKeeper"));
  setHeaderLabels({tr("Znode"), tr("Data")});
  setColumnWidth(0, qRound(150 * style::font_scale()));
  setFrameShape(NoFrame);
  setUniformRowHeights(true);
  setIndentation(14);
  header()->setStretchLastSection(true);
}

QTreeWidgetItem* ZnodeTree::node(const QString& path) const { return nodes_.value(path, nullptr); }

void ZnodeTree::show_nodes(const QString& lines) {
  QSet<QString> open = kOpen;
  for (auto it = nodes_.cbegin(); it != nodes_.cend(); ++it) {
    if (it.value()->isExpanded())
      open.insert(it.key());
    else
      open.remove(it.key());
  }
  clear();
  nodes_.clear();
  for (const QString& line : lines.split('\n', Qt::SkipEmptyParts)) {
    const QString path = line.section(' ', 0, 0);
    const QString stored = line.section(' ', 1);
    const QStringList columns{'/' + path.section('/', -1), stored};
    QTreeWidgetItem* const parent = node(path.section('/', 0, -2));
    auto* const item = parent != nullptr ? new QTreeWidgetItem(parent, columns) : new QTreeWidgetItem(this, columns);
    item->setToolTip(0, path);
    item->setToolTip(1, stored);
    item->setFont(1, style::mono_font(11));
    item->setForeground(1, style::theme().muted);
    nodes_.insert(path, item);
  }
  for (const QString& path : std::as_const(open))
    if (QTreeWidgetItem* const item = node(path)) item->setExpanded(true);
}

}  // namespace cluster
