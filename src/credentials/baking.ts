/** What is baked into a picture: the hosted Open Badges 2.0 assertion, the signed 3.0 credential, or both. */
export interface Baking {
	assertion?: { id: string };
	credential?: object;
	/** Documents of the issuer, so that the badge can be checked when its site is gone. */
	evidence?: object;
}
