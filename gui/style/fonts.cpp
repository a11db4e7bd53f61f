#include "gui/style/fonts.h"

#include <QFontDatabase>
#include <QStringList>
#include <algorithm>

namespace style {
namespace {

double& scale() {
  static double s = 1;
  return s;
}

QString first_installed(const QStringList& wanted, QFontDatabase::SystemFont otherwise) {
  const QStringList installed = QFontDatabase::families();
  for (const QString& family : wanted)
    if (installed.contains(family)) return family;
  return QFontDatabase::systemFont(otherwise).family();
}

QFont font(const QString& family, double px, QFont::Weight weight) {
  QFont f(family);
  f.setPixelSize(std::max(6, static_cast<int>(px * scale() + 0.5)));
  f.setWeight(weight);
  f.setHintingPreference(QFont::PreferNoHinting);
  return f;
}

}  // namespace

QFont ui_font(double px, QFont::Weight weight) {
  static const QString family = first_installed({"Inter", "Noto Sans", "DejaVu Sans"}, QFontDatabase::GeneralFont);
  return font(family, px, weight);
}

QFont mono_font(double px, QFont::Weight weight) {
  static const QString family =
      first_installed({"Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"}, QFontDatabase::FixedFont);
  return font(family, px, weight);
}

void set_font_scale(double s) { scale() = std::clamp(s, 0.8, 2.0); }
double font_scale() { return scale(); }

QStringList missing_fonts() {
  const QStringList installed = QFontDatabase::families();
  QStringList missing;
  for (const char* const family : {"Inter", "Noto Sans Mono"})
    if (!installed.contains(QLatin1String(family))) missing << QLatin1String(family);
  return missing;
}

}  // namespace style
