#pragma once
/// The fonts of all screens: Inter for words, Noto Sans Mono for numbers, or the nearest that is installed.

#include <QFont>
#include <QStringList>

namespace style {

/// Sizes in device-independent pixels, before the scale.
QFont ui_font(double px, QFont::Weight weight = QFont::Normal);
QFont mono_font(double px, QFont::Weight weight = QFont::Normal);
/// 1 = as designed; 1.35 for a projector. Takes effect with the next set_theme().
void set_font_scale(double scale);
double font_scale();
/// Of those the screens are made for: which are not installed. Pictures differ then from those made elsewhere.
QStringList missing_fonts();

}  // namespace style
