/** What every answer says of itself, whoever makes it: how it may be shown, and what it may load. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { Context } from '../../context.ts';

const YEAR = 365 * 24 * 60 * 60;

/** What a page of text never needs of a browser, so that nothing that gets into one can ask for it. */
const UNNEEDED = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'interest-cohort',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
const PERMISSIONS = UNNEEDED.map((name) => `${name}=()`).join(', ');

/** Puts headers on an answer. */
export type Dress = (request: IncomingMessage, response: ServerResponse) => void;

/** Where readers come to, and what browsers are told of that host. */
export type Reached = Pick<Context['settings'], 'baseUrl' | 'hstsSubdomains'>;

/** Returns what puts those headers on an answer that stand on every one. The browser loads from here alone, and runs nothing inline. */
export function everyAnswer(settings: Reached): Dress {
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Our own forms tell where they come from; other sites aren't told.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: settings.baseUrl.startsWith('https:') && {
      maxAge: YEAR,
      includeSubDomains: settings.hstsSubdomains,
    },
  });
  return (request, response) => {
    secure(request, response, () => undefined);
    response.setHeader('Permissions-Policy', PERMISSIONS);
    // Until whoever answers says otherwise.
    response.setHeader('Cache-Control', 'no-store');
  };
}
