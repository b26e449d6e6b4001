/*! jQuery v3.6.0 | x */
/** @license React v16.13.1
 * react-dom.production.min.js
 */
/*! safe-buffer. MIT License. x */
/*!
 * mime-db
 * Copyright(c)
 */