package dev.didact.sources.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into passages of at most a number of words.
///
/// The text is first taken apart into sentences, none of which crosses the empty line between two paragraphs; a
/// sentence that is longer than a passage is cut between words. Passages are then filled with whole sentences. One that
/// is full ends at the last end of a paragraph in its second half, or else at the end of a sentence. The next one
/// begins where it ended, or so many sentences earlier as the overlap allows. White space around a passage belongs to
/// none. A word is what stands between white space, or one character of a script that writes without spaces.
final class Cutter {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\R[\\h]*\\R\\s*");

    private final int words;
    private final int overlap;

    Cutter(int words, int overlap) {
        this.words = words;
        this.overlap = overlap;
    }

    /// A part of a text, as characters `[start, end)`, which are bytes `[startByte, endByte)` of its UTF-8 form.
    record Span(int start, int end, long startByte, long endByte) {}

    private record Sentence(int start, int end, long startByte, long endByte, int words, boolean endsParagraph) {}

    /// The passages of a text from a character on, in order.
    List<Span> cut(String text, int from) {
        List<Sentence> sentences = sentences(text, from);
        var passages = new ArrayList<Span>();
        int first = 0;
        int covered = 0;
        while (covered < sentences.size()) {
            int end = words == 0 ? sentences.size() : endOf(sentences, first, covered);
            passages.add(new Span(
                    sentences.get(first).start,
                    sentences.get(end - 1).end,
                    sentences.get(first).startByte,
                    sentences.get(end - 1).endByte));
            covered = end;
            first = covered < sentences.size() ? beginningOf(sentences, first, covered) : covered;
        }
        return passages;
    }

    /// The end of the passage that begins at `first` and must go beyond `covered`.
    private int endOf(List<Sentence> sentences, int first, int covered) {
        int count = 0;
        int paragraph = -1;
        int end = first;
        while (end < sentences.size() && (end <= covered || count + sentences.get(end).words <= words)) {
            count += sentences.get(end).words;
            end++;
            if (sentences.get(end - 1).endsParagraph && end > covered && count * 2 >= words) {
                paragraph = end;
            }
        }
        return end == sentences.size() || paragraph < 0 ? end : paragraph;
    }

    /// Where the passage behind `covered` begins: earlier than there by the overlap, as far as the next sentence still
    /// fits in.
    private int beginningOf(List<Sentence> sentences, int before, int covered) {
        int count = 0;
        int first = covered;
        int room = Math.min(overlap, words - sentences.get(covered).words);
        while (first - 1 > before && count + sentences.get(first - 1).words <= room) {
            first--;
            count += sentences.get(first).words;
        }
        return first;
    }

    private List<Sentence> sentences(String text, int from) {
        var sentences = new ArrayList<Sentence>();
        var bytes = new ByteCount(text);
        Matcher emptyLine = EMPTY_LINE.matcher(text);
        int start = from;
        while (start < text.length()) {
            int end = emptyLine.find(start) ? emptyLine.start() : text.length();
            paragraph(text, start, end, bytes, sentences);
            start = end < text.length() ? emptyLine.end() : end;
        }
        return sentences;
    }

    private void paragraph(String text, int start, int end, ByteCount bytes, List<Sentence> sentences) {
        int before = sentences.size();
        BreakIterator borders = BreakIterator.getSentenceInstance(Locale.ROOT);
        String paragraph = text.substring(start, end);
        borders.setText(paragraph);
        int from = 0;
        for (int to = borders.next(); to != BreakIterator.DONE; to = borders.next()) {
            pieces(text, start + from, start + to, bytes, sentences);
            from = to;
        }
        if (sentences.size() > before) {
            Sentence last = sentences.removeLast();
            sentences.add(new Sentence(last.start, last.end, last.startByte, last.endByte, last.words, true));
        }
    }

    /// Adds a sentence, in pieces where it holds more words than a passage may.
    private void pieces(String text, int start, int end, ByteCount bytes, List<Sentence> sentences) {
        int begin = -1;
        int last = start;
        int count = 0;
        boolean inWord = false;
        for (int at = start; at < end; ) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (blank(character)) {
                inWord = false;
            } else {
                boolean alone = standsAlone(character);
                if (alone || !inWord) {
                    if (words > 0 && count == words) {
                        sentences.add(piece(begin, last, count, bytes));
                        begin = -1;
                        count = 0;
                    }
                    count++;
                }
                begin = begin < 0 ? at : begin;
                inWord = !alone;
                last = next;
            }
            at = next;
        }
        if (begin >= 0) {
            sentences.add(piece(begin, last, count, bytes));
        }
    }

    private static Sentence piece(int start, int end, int count, ByteCount bytes) {
        return new Sentence(start, end, bytes.upTo(start), bytes.upTo(end), count, false);
    }

    static boolean blank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean standsAlone(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(character);
            default -> false;
        };
    }

    /// Counts the bytes of a text's UTF-8 form up to positions that never go back.
    private static final class ByteCount {
        private final String text;
        private int position;
        private long bytes;

        ByteCount(String text) {
            this.text = text;
        }

        long upTo(int end) {
            while (position < end) {
                int character = text.codePointAt(position);
                bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
                position += Character.charCount(character);
            }
            return bytes;
        }
    }
}
