package org.sparkresnet.prepare.source.imagenet;

/**
 * A set of synonyms of WordNet, as the development kit lists it: a class, or something above classes.
 *
 * @param id its number in the ground truth, counted from 1 in no order that means anything
 * @param wnid its name in WordNet: n and eight digits
 * @param children number of synsets below it; 0 for a class
 */
record Synset(int id, String wnid, int children) {
    Synset {
        if (!wnid.matches("n[0-9]{8}")) {
            throw new IllegalArgumentException("\"" + wnid + "\" is no wnid, such as n01440764");
        }
    }

    boolean isClass() {
        return children == 0;
    }
}
