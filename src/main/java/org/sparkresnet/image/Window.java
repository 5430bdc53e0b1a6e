package org.sparkresnet.image;

/** A rectangle of a picture: its upper left corner, rows and columns; with neither it is empty. */
public record Window(int top, int left, int height, int width) {
    /** What lies in both. */
    public Window common(Window other) {
        int newTop = Math.max(top, other.top);
        int newLeft = Math.max(left, other.left);
        int newHeight = Math.min(top + height, other.top + other.height) - newTop;
        int newWidth = Math.min(left + width, other.left + other.width) - newLeft;
        boolean isEmpty = newHeight <= 0 || newWidth <= 0;
        return isEmpty ? new Window(other.top, other.left, 0, 0) : new Window(newTop, newLeft, newHeight, newWidth);
    }
}
