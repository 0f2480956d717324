int encoder_version(void) { return 6; }
