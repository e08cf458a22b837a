package io.callvault.desktop.fx;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The icons of the app, by what they mean here. Their colour and size come from CSS. */
public enum Icon {
    CHATS(Material2OutlinedAL.CHAT),
    CALLS(Material2OutlinedMZ.PHONE),
    CONTACTS(Material2OutlinedMZ.PEOPLE),
    SETTINGS(Material2OutlinedMZ.SETTINGS),
    NEW_CHAT(Material2OutlinedAL.EDIT),
    SEARCH(Material2OutlinedMZ.SEARCH),
    VIDEO(Material2OutlinedMZ.VIDEOCAM),
    MORE(Material2OutlinedMZ.MORE_VERT),
    EMOJI(Material2OutlinedAL.INSERT_EMOTICON),
    ATTACH(Material2OutlinedAL.ATTACH_FILE),
    SEND(Material2OutlinedMZ.SEND),
    DOWN(Material2OutlinedAL.KEYBOARD_ARROW_DOWN),
    OFFLINE(Material2OutlinedMZ.WIFI_OFF),
    CONNECTING(Material2OutlinedMZ.SYNC),
    WAITING(Material2OutlinedMZ.SCHEDULE),
    ONE_TICK(Material2OutlinedAL.DONE),
    TWO_TICKS(Material2OutlinedAL.DONE_ALL),
    FAILED(Material2OutlinedAL.ERROR),
    ADD_PERSON(Material2OutlinedMZ.PERSON_ADD),
    COPY(Material2OutlinedAL.CONTENT_COPY),
    CLOSE(Material2OutlinedAL.CLOSE),
    KEY(Material2OutlinedMZ.VPN_KEY),
    SIGN_OUT(Material2OutlinedAL.EXIT_TO_APP),
    RETRY(Material2OutlinedMZ.REFRESH),
    DELETE(Material2OutlinedAL.DELETE),
    EDIT(Material2OutlinedAL.EDIT),
    INFO(Material2OutlinedAL.INFO),
    COPIES(Material2OutlinedAL.FILTER_NONE),
    SERVER_GONE(Material2OutlinedAL.CLOUD_OFF),
    BACK(Material2OutlinedAL.ARROW_BACK),
    DEVICE_ONLY(Material2OutlinedAL.LAPTOP),
    UNREADABLE(Material2OutlinedAL.BLOCK),
    GAP(Material2OutlinedMZ.MORE_HORIZ),
    CONNECTION(Material2OutlinedAL.COMPARE_ARROWS),
    MICROPHONE(Material2OutlinedMZ.MIC),
    MICROPHONE_OFF(Material2OutlinedMZ.MIC_OFF),
    VIDEO_OFF(Material2OutlinedMZ.VIDEOCAM_OFF),
    SHARE(Material2OutlinedMZ.SCREEN_SHARE),
    SHARE_OFF(Material2OutlinedMZ.STOP_SCREEN_SHARE),
    HANG_UP(Material2OutlinedAL.CALL_END),
    CALL_MISSED(Material2OutlinedAL.CALL_MISSED),
    CALL_OUT(Material2OutlinedAL.CALL_MADE),
    CALL_IN(Material2OutlinedAL.CALL_RECEIVED),
    FULL_SCREEN(Material2OutlinedAL.FULLSCREEN),
    FULL_SCREEN_OFF(Material2OutlinedAL.FULLSCREEN_EXIT),
    SMALL_WINDOW(Material2OutlinedMZ.PICTURE_IN_PICTURE_ALT),
    DEVICES(Material2OutlinedMZ.TUNE),
    VOLUME(Material2OutlinedMZ.VOLUME_UP),
    STAR(Material2OutlinedMZ.STAR),
    WARNING(Material2OutlinedMZ.WARNING),
    REPLY(Material2OutlinedMZ.REPLY),
    LOCK(Material2OutlinedAL.LOCK),
    UPDATE(Material2OutlinedAL.GET_APP);

    @SuppressWarnings("ImmutableEnumChecker") // a constant of the icon pack
    private final Ikon glyph;

    Icon(Ikon glyph) {
        this.glyph = glyph;
    }

    /** A new node that shows this icon. */
    public FontIcon node() {
        return new FontIcon(glyph);
    }

    /** A new node with a style class of its own. */
    public FontIcon node(String styleClass) {
        FontIcon icon = node();
        icon.getStyleClass().add(styleClass);
        return icon;
    }

    /** Shows this icon in a node that showed another. */
    public void showIn(FontIcon icon) {
        icon.setIconCode(glyph);
    }
}
