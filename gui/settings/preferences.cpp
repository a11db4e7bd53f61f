#include "gui/settings/preferences.h"

#include <QSettings>

#include "gui/languages/languages.h"
#include "gui/settings/desktop.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace settings {
namespace {

/// Files can be edited: what is not known becomes what is usual.
Preferences sensible(Preferences p) {
  style::ThemeName theme{};
  style::Palette palette{};
  if (p.theme != "desktop" && !style::theme_by_name(p.theme, theme)) p.theme = Preferences().theme;
  if (!style::palette_by_name(p.palette, palette)) p.palette = Preferences().palette;
  if (!p.language.isEmpty() && !languages::is_known(p.language)) p.language.clear();
  p.font_scale = p.font_scale >= 0.8 && p.font_scale <= 2 ? p.font_scale : 1;
  return p;
}

/// Only what was changed: what the command line asked for is not kept with it.
void keep_changes(const Preferences& before, const Preferences& now) {
  QSettings kept;
  const auto note = [&](const char* name, const auto& was, const auto& is) {
    if (was != is) kept.setValue(name, is);
  };
  note("theme", before.theme, now.theme);
  note("palette", before.palette, now.palette);
  note("language", before.language, now.language);
  note("font-scale", before.font_scale, now.font_scale);
  note("reduced-motion", before.reduced_motion, now.reduced_motion);
}

}  // namespace

Keeper& Keeper::instance() {
  static Keeper keeper;
  return keeper;
}

Keeper::Keeper() {
  Desktop::instance();
  connect(&Desktop::instance(), &Desktop::changed, this, [this] {
    if (now_.theme != "desktop") return;
    put_in_force();
    Q_EMIT looks_changed();
  });
}

void Keeper::load() {
  const QSettings kept;
  Preferences p;
  p.theme = kept.value("theme", p.theme).toString();
  p.palette = kept.value("palette", p.palette).toString();
  p.language = kept.value("language", p.language).toString();
  p.font_scale = kept.value("font-scale", p.font_scale).toDouble();
  p.reduced_motion = kept.value("reduced-motion", p.reduced_motion).toBool();
  change(p, false);
}

void Keeper::change(const Preferences& wanted, bool keep) {
  const Preferences before = now_;
  now_ = sensible(wanted);
  if (keep) keep_changes(before, now_);
  put_in_force();
  if (now_.font_scale != before.font_scale || now_.language != before.language)
    Q_EMIT words_changed();
  else if (now_ != before)
    Q_EMIT looks_changed();
}

QString Keeper::theme_shown() const {
  if (now_.theme != "desktop") return now_.theme;
  return Desktop::instance().dark() ? "dark" : "light";
}

void Keeper::put_in_force() {
  style::Palette palette{};
  style::palette_by_name(now_.palette, palette);
  style::set_palette(palette);
  style::set_font_scale(now_.font_scale);
  style::set_reduced_motion(now_.reduced_motion);
  const QString language = now_.language.isEmpty() ? languages::of_system() : now_.language;
  if (language != languages::in_use()) languages::use(language);
  style::ThemeName theme{};
  style::theme_by_name(theme_shown(), theme);
  style::set_theme(theme);
}

}  // namespace settings
