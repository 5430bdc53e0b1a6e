package org.sparkresnet.image;

/** A rectangle within a picture: its upper left corner, rows and columns. */
record Window(int top, int left, int height, int width) {}
