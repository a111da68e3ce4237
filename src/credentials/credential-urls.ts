/** Where everything about an award is published; `origin` is the public origin without a trailing slash. */
export function credentialUrls(origin: string) {
	return {
		key: (keyId: string) => `${origin}/keys/${keyId}`,
		credential: (awardId: string) => `${origin}/ob3/credentials/${awardId}`,
		credentialJwt: (awardId: string) => `${origin}/ob3/credentials/${awardId}.jwt`,
		achievement: (badgeId: string, version: number) => `${origin}/ob3/achievements/${badgeId}/v/${version}`,
		endorsement: (awardId: string, number: number) => `${origin}/endorsements/${awardId}-${number}`,
		statusList: (list: number) => `${origin}/status/${list}`,
		issuer2: `${origin}/ob2/issuer`,
		issuerImage: `${origin}/issuer.png`,
		badgeClass2: (badgeId: string, version: number) => `${origin}/ob2/badges/${badgeId}/v/${version}`,
		assertion2: (awardId: string) => `${origin}/ob2/assertions/${awardId}`,
		revocations2: `${origin}/ob2/revocations`,
		badgePage: (badgeId: string) => `${origin}/badges/${badgeId}`,
		badgeImage: (badgeId: string, version: number, type: 'png' | 'svg') =>
			`${origin}/badges/${badgeId}/v/${version}/image.${type}`,
		awardPage: (awardId: string) => `${origin}/awards/${awardId}`,
		awardCard: (awardId: string) => `${origin}/awards/${awardId}/card.png`,
		awardImage: (awardId: string, type: 'png' | 'svg') => `${origin}/awards/${awardId}/image.${type}`,
	};
}
